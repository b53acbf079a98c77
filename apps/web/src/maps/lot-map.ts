import type { LotOutline } from '#contracts/lots';

/** A lot as it is drawn: its path, and where its code stands. */
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

/** The outlines as one picture: north is up, and a mile is as long either way as it can be on a plane. */
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
    const placed = rings.map((ring) => ring.map(place));
    const [x, y] = middleOf(largestOf(placed));
    return { id, code, path: placed.map(pathOf).join(''), x, y };
  });
  return { width: WIDTH, height: Math.max(1, Math.round((north - south) * scale)), shapes };
}

/** A GeoJSON polygon or several; anything else draws nothing. */
function ringsOf(outline: unknown): Ring[] {
  if (typeof outline !== 'object' || outline === null) return [];
  const { type, coordinates } = outline as { type?: unknown; coordinates?: unknown };
  if (type === 'Polygon') return coordinates as Ring[];
  return type === 'MultiPolygon' ? (coordinates as Ring[][]).flat() : [];
}

/** A point that falls on the one before it is left out. */
function pathOf(ring: Ring): string {
  const kept = ring.filter(([x, y], index) => {
    const before = ring[index - 1];
    return before?.[0] !== x || before[1] !== y;
  });
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}

function largestOf(rings: readonly Ring[]): Ring {
  return rings.reduce((largest, ring) => (areaOf(ring) > areaOf(largest) ? ring : largest));
}

function areaOf(ring: Ring): number {
  return Math.abs(crossesOf(ring).reduce((sum, { cross }) => sum + cross, 0)) / 2;
}

/** The centre of what a ring encloses. */
function middleOf(ring: Ring): Position {
  const crosses = crossesOf(ring);
  const doubled = crosses.reduce((sum, { cross }) => sum + cross, 0);
  if (doubled === 0) return ring[0] ?? [0, 0];
  const sumOf = (axis: 0 | 1): number =>
    crosses.reduce((sum, { a, b, cross }) => sum + (a[axis] + b[axis]) * cross, 0);
  return [Math.round(sumOf(0) / (3 * doubled)), Math.round(sumOf(1) / (3 * doubled))];
}

function crossesOf(ring: Ring) {
  return ring.map((a, index) => {
    const b = ring[(index + 1) % ring.length] ?? a;
    return { a, b, cross: a[0] * b[1] - b[0] * a[1] };
  });
}

function rangeOf(numbers: readonly number[]): Position {
  return numbers.reduce<Position>(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [Infinity, -Infinity],
  );
}
