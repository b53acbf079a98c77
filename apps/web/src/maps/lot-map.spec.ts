import { lotMap } from './lot-map.js';

const square = (west: number, south: number, side = 1) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

describe('a map of lots', () => {
  it('has north up, fills its width, and names each lot in its middle', () => {
    const outlines = [
      { id: 'a', code: 'A', outline: { type: 'Polygon', coordinates: [square(0, 0)] } },
      {
        id: 'b',
        code: 'B',
        outline: { type: 'MultiPolygon', coordinates: [[square(1, 0)], [square(1, 1, 0.1)]] },
      },
    ];
    const map = lotMap(outlines);
    expect(map).toMatchObject({ width: 560, height: 308 });
    expect(map?.shapes.map(({ x, y }) => [x, y])).toEqual([
      [140, 168],
      [420, 168],
    ]);
    expect(map?.shapes[0]?.path).toBe('M0 308L280 308L280 28L0 28L0 308Z');
  });

  it.each([
    ['nothing', []],
    ['a lot that was recorded without an outline', [{ id: 'a', code: 'A', outline: null }]],
    ['something else', [{ id: 'a', code: 'A', outline: { type: 'Point', coordinates: [1, 2] } }]],
  ])('is none for %s', (_, outlines) => {
    expect(lotMap(outlines)).toBeNull();
  });
});
