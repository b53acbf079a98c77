import { transfersByLot } from './lots-shown.js';

const square = (west: number): unknown => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 52],
      [west + 1, 52],
      [west + 1, 53],
      [west, 53],
      [west, 52],
    ],
  ],
});
const LOTS = ['a', 'b', 'c', 'd'].map((id) => ({ id, code: id.toUpperCase(), name: `Lot <${id}>` }));
const OUTLINES = LOTS.map(({ id, code }, index) => ({ id, code, outline: square(index) }));
const transfers = (lotId: string, closed: number, open: number, stuck: number) => ({
  lotId,
  closed,
  open,
  stuck,
  openMinutes: open * 90,
});

describe('transfers by lot', () => {
  it('marks a lot with stuck transfers, counts the open ones, and leaves other lots empty', () => {
    const rows = [transfers('a', 1, 3, 1), transfers('b', 0, 2, 0), transfers('c', 4, 0, 0)];
    const { map, rows: table } = transfersByLot(rows, LOTS, OUTLINES);
    expect(map?.shapes.map(({ id, kind, figure }) => [id, kind, figure])).toEqual([
      ['a', 'short', '3 !'],
      ['b', 'some', '2'],
      ['c', null, '0'],
      ['d', null, ''],
    ]);
    expect(table[0]).toEqual({ lot: 'A Lot <a>', closed: 1, open: 3, stuck: 1, hours: '4 h 30 min' });
  });

  it('has no map if no lot with transfers has an outline', () => {
    expect(transfersByLot([transfers('a', 0, 1, 0)], LOTS, OUTLINES.slice(1)).map).toBeNull();
  });
});
