import fc from 'fast-check';
import { crossesItself } from './ring-crossing.js';

type Point = [number, number];
const closed = (points: Point[]): Point[] => [...points, ...points.slice(0, 1)];

describe('a ring', () => {
  it.each<[boolean, string, Point[]]>([
    [
      false,
      'a square',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
    [
      false,
      'a triangle',
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      true,
      'a bow tie',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      true,
      'a corner that touches a line',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
      ],
    ],
    [
      false,
      'a corner one millionth short of a line',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0.000_001],
        [0, 2],
      ],
    ],
    [
      true,
      'a point that is passed twice',
      [
        [0, 0],
        [1, 1],
        [2, 0],
        [2, 2],
        [1, 1],
        [0, 2],
      ],
    ],
    [
      true,
      'a line that runs along another',
      [
        [0, 0],
        [4, 0],
        [4, 2],
        [3, 2],
        [3, 0],
        [1, 0],
        [1, 2],
        [0, 2],
      ],
    ],
    [
      false,
      'parallel lines',
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [0, 3],
        [0, 2],
        [3, 2],
        [3, 1],
        [0, 1],
      ],
    ],
  ])('crosses itself (%s): %s', (crosses, _why, points) => {
    expect(crossesItself(closed(points))).toBe(crosses);
  });

  it('crosses itself or not, wherever it begins and whichever way it runs', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const points = fc.uniqueArray(point, { minLength: 4, maxLength: 8, selector: String });
    fc.assert(
      fc.property(points, fc.nat({ max: 7 }), (places, shift) => {
        const turned = [...places.slice(shift), ...places.slice(0, shift)];
        const crosses = crossesItself(closed(places));
        expect(crossesItself(closed(turned))).toBe(crosses);
        expect(crossesItself(closed(turned.toReversed()))).toBe(crosses);
      }),
    );
  });

  it('of points around a centre never crosses itself', () => {
    const ring = Array.from({ length: 5_000 }, (_, n): Point => {
      const [angle, radius] = [(n / 5_000) * 2 * Math.PI, n % 2 ? 0.1 : 0.2];
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    expect(crossesItself(closed(ring))).toBe(false);
  });
});
