import fc from 'fast-check';
import { apart, lotMap } from './lot-map.js';

const square = (west: number, south: number, side = 1) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

describe('a map of lots', () => {
  it('has north up, fills its width, and prints each code in the middle of its lot', () => {
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
    for (const [index, left] of [0, 280].entries()) {
      const { x = 0, y = 0 } = map?.shapes[index] ?? {};
      expect([x > left + 100 && x < left + 180, y > 128 && y < 208]).toEqual([true, true]);
    }
    expect(map?.shapes[0]?.path).toBe('M0 308L280 308L280 28L0 28L0 308Z');
  });

  it('prints the code of a bent lot inside it', () => {
    const bent = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [0, 1], [0, 0]]; // prettier-ignore
    const map = lotMap([{ id: 'a', code: 'A', outline: { type: 'Polygon', coordinates: [bent] } }]);
    const { x = 0, y = 0 } = map?.shapes[0] ?? {};
    const [east, south] = [x / 560, y / (map?.height ?? 1)];
    expect(east > 2 / 3 || south > 2 / 3).toBe(true);
  });

  it('keeps its texts apart, and a text without neighbours in its place', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 560 }), fc.integer({ min: 0, max: 560 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (places) => {
        const moved = apart(places);
        for (const [index, [x, y]] of moved.entries())
          for (const [otherX, otherY] of moved.slice(index + 1))
            expect(Math.abs(x - otherX) >= 64 || Math.abs(y - otherY) >= 22).toBe(true);
      }),
    );
    expect(apart([[10, 10], [300, 12]])).toEqual([[10, 10], [300, 12]]); // prettier-ignore
  });

  it.each([
    ['no lots', []],
    ['a lot without an outline', [{ id: 'a', code: 'A', outline: null }]],
    [
      'an outline that is not a polygon',
      [{ id: 'a', code: 'A', outline: { type: 'Point', coordinates: [1, 2] } }],
    ],
  ])('is null for %s', (_, outlines) => {
    expect(lotMap(outlines)).toBeNull();
  });
});
