import type { LotOutline } from '#contracts/lots';

/** The outline of a lot as an SVG path. The lot's code is printed at the coordinates `x`, `y`. */
export interface LotShape {
  readonly id: string;
  readonly code: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface LotMap {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly LotShape[];
}

type Position = readonly [number, number];
type Ring = readonly Position[];

const WIDTH = 560;

/**
 * Computes a map of lots, with north at the top. Longitudes are scaled by the cosine of the middle latitude,
 * because a degree of longitude is shorter than a degree of latitude. Returns null if no lot has an outline.
 */
export function lotMap(outlines: readonly LotOutline[]): LotMap | null {
  const drawn = outlines
    .map(({ id, code, outline }) => ({ id, code, rings: ringsOf(outline) }))
    .filter(({ rings }) => rings.length > 0);
  const all = drawn.flatMap(({ rings }) => rings.flat());
  if (all.length === 0) return null;
  const [west, east] = rangeOf(all.map(([longitude]) => longitude));
  const [south, north] = rangeOf(all.map(([, latitude]) => latitude));
  const narrowing = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = WIDTH / Math.max((east - west) * narrowing, Number.EPSILON);
  const place = ([longitude, latitude]: Position): Position => [
    Math.round((longitude - west) * narrowing * scale),
    Math.round((north - latitude) * scale),
  ];
  const shapes = drawn.map(({ id, code, rings }) => {
    const placed = rings.map((ring) => withoutRepeats(ring.map(place)));
    return { id, code, path: placed.map(pathOf).join(''), at: middleOf(largestOf(placed)) };
  });
  const places = apart(shapes.map(({ at }) => at));
  return {
    width: WIDTH,
    height: Math.max(1, Math.round((north - south) * scale)),
    shapes: shapes.map(({ at, ...shape }, index) => {
      const [x, y] = places[index] ?? at;
      return { ...shape, x, y };
    }),
  };
}

/**
 * Returns the rings (closed lines of points) of a GeoJSON `Polygon` or `MultiPolygon`. Returns an empty list
 * for any other value.
 */
function ringsOf(outline: unknown): Ring[] {
  if (typeof outline !== 'object' || outline === null) return [];
  const { type, coordinates } = outline as { type?: unknown; coordinates?: unknown };
  if (type === 'Polygon') return coordinates as Ring[];
  return type === 'MultiPolygon' ? (coordinates as Ring[][]).flat() : [];
}

/**
 * Removes each point of an outline that equals the point before it. There are many such points, because
 * coordinates are rounded to pixels.
 */
const withoutRepeats = (ring: Ring): Ring =>
  ring.filter(([x, y], index) => {
    const before = ring[index - 1];
    return before?.[0] !== x || before[1] !== y;
  });

const pathOf = (ring: Ring): string => `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`;

function largestOf(rings: readonly Ring[]): Ring {
  return rings.reduce((largest, ring) => (doubleAreaOf(ring) > doubleAreaOf(largest) ? ring : largest));
}

/**
 * Returns twice the area of a ring, by the shoelace formula. Areas are only compared with each other, so they
 * need not be halved.
 */
function doubleAreaOf(ring: Ring): number {
  const crosses = ring.map(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return x * nextY - nextX * y;
  });
  return Math.abs(crosses.reduce((sum, cross) => sum + cross, 0));
}

const STEPS = 12;
const CORNERS = 64;

/**
 * Returns the point of the map at which the lot's code is printed. Compares points on a grid inside the lot's
 * outline, and returns the point whose nearest outline corner is farthest away.
 */
function middleOf(whole: Ring): Position {
  // Uses at most about 64 corners of the outline, because each grid point is compared with each corner.
  const every = Math.ceil(whole.length / CORNERS);
  const ring = whole.filter((_, index) => index % every === 0);
  const [left, right] = rangeOf(ring.map(([x]) => x));
  const [top, bottom] = rangeOf(ring.map(([, y]) => y));
  let best: Position = ring[0] ?? [0, 0];
  let farthest = -1;
  for (let step = 0; step < STEPS * STEPS; step++) {
    const x = left + (((step % STEPS) + 0.5) * (right - left)) / STEPS;
    const y = top + ((Math.floor(step / STEPS) + 0.5) * (bottom - top)) / STEPS;
    if (!isInside(ring, [x, y])) continue;
    const distance = ring.reduce((least, [a, b]) => Math.min(least, (a - x) ** 2 + (b - y) ** 2), Infinity);
    if (distance > farthest) [best, farthest] = [[Math.round(x), Math.round(y)], distance];
  }
  return best;
}

// The size of the longest figure, such as "123 h !".
const TEXT_WIDTH = 64;
const TEXT_HEIGHT = 22;

/**
 * Moves places of texts apart, so that no two texts of the longest length overlap. A text keeps its place or moves
 * down: each goes below the texts above it that it would touch.
 */
export function apart(places: readonly Position[]): Position[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a]?.[1] ?? 0) - (places[b]?.[1] ?? 0));
  const moved = new Map<number, Position>();
  for (const index of order) {
    const [x = 0, start = 0] = places[index] ?? [];
    const near = [...moved.values()].filter(([otherX]) => Math.abs(x - otherX) < TEXT_WIDTH);
    let y = start;
    for (let touched = true; touched;) {
      const below = near
        .filter(([, otherY]) => Math.abs(y - otherY) < TEXT_HEIGHT)
        .map(([, otherY]) => otherY);
      touched = below.length > 0;
      if (touched) y = Math.max(...below) + TEXT_HEIGHT;
    }
    moved.set(index, [x, y]);
  }
  return places.map((place, index) => moved.get(index) ?? place);
}

/**
 * Returns true if the point is inside the ring (a closed line). A horizontal line from such a point to the
 * right crosses the ring an odd number of times.
 */
function isInside(ring: Ring, [x, y]: Position): boolean {
  return ring.reduce((inside, [ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    const isCrossed = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    return isCrossed ? !inside : inside;
  }, false);
}

function rangeOf(numbers: readonly number[]): Position {
  return numbers.reduce<Position>(
    ([least, most], number) => [Math.min(least, number), Math.max(most, number)],
    [Infinity, -Infinity],
  );
}
