import type { LotCoverage } from '#contracts/coverage';
import { coverageMap } from './coverage-shown.js';

const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [[[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]], // prettier-ignore
});
const lot = (unfilled: number, conditions: readonly (readonly string[])[]) =>
  ({
    lotId: 'a',
    unfilled,
    tierOne: conditions.map((own) => ({ conditions: own })),
  }) as unknown as LotCoverage;

describe('the map of coverage', () => {
  it.each([
    { coverage: lot(0, [[], ['growth']]), kind: 'some', figure: '2', why: 'all open to new people' },
    { coverage: lot(0, [['suspended'], []]), kind: 'some', figure: '1', why: 'one is suspended' },
    { coverage: lot(0, [['no_new_people']]), kind: 'short', figure: '0 !', why: 'none is open' },
    { coverage: lot(1, [[]]), kind: 'short', figure: '1 !', why: 'a package is unfilled' },
  ])('$why', ({ coverage, kind, figure }) => {
    const map = coverageMap([coverage], [
      { id: 'a', code: 'A', outline: square(0) },
      { id: 'b', code: 'B', outline: square(1) },
    ]); // prettier-ignore
    expect(map?.shapes.map((shape) => [shape.kind, shape.figure])).toEqual([
      [kind, figure],
      [null, ''],
    ]);
  });

  it('is absent without outlines', () => {
    expect(coverageMap([lot(0, [])], [])).toBeNull();
  });
});
