/** Longitude and latitude in degrees. */
type Place = readonly number[];

/** A line between two points in millionths of a degree, which are whole numbers, so that the comparisons are exact. */
interface Line {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly west: number;
  readonly east: number;
}

const MILLION = 1_000_000;

/**
 * True if a line of a closed ring crosses or touches another line that does not follow it. Stops at the first crossing.
 * Lines are compared from west to east, so lines that lie apart are not compared: 5,000 points take some milliseconds, and
 * at worst some tenths of a second.
 */
export function crossesItself(ring: readonly Place[]): boolean {
  const lines = ring.slice(1).map((place, index) => lineBetween(ring[index] ?? place, place));
  const isNeighbour = (one: number, other: number): boolean => {
    const apart = Math.abs(one - other);
    return apart === 1 || apart === lines.length - 1;
  };
  const order = lines.map((line, index) => ({ line, index })).sort((a, b) => a.line.west - b.line.west);
  return order.some(({ line, index }, place) => {
    for (let next = place + 1; next < order.length; next += 1) {
      const other = order[next];
      if (other === undefined || other.line.west > line.east) return false;
      if (!isNeighbour(index, other.index) && doMeet(line, other.line)) return true;
    }
    return false;
  });
}

function lineBetween([x = 0, y = 0]: Place, [u = 0, v = 0]: Place): Line {
  const [fromX = 0, fromY = 0, toX = 0, toY = 0] = [x, y, u, v].map((degrees) =>
    Math.round(degrees * MILLION),
  );
  return { fromX, fromY, toX, toY, west: Math.min(fromX, toX), east: Math.max(fromX, toX) };
}

/** True if two lines have a point in common. */
function doMeet(one: Line, other: Line): boolean {
  if (Math.max(one.fromY, one.toY) < Math.min(other.fromY, other.toY)) return false;
  if (Math.max(other.fromY, other.toY) < Math.min(one.fromY, one.toY)) return false;
  const [a, b] = [sideOf(one, other.fromX, other.fromY), sideOf(one, other.toX, other.toY)];
  const [c, d] = [sideOf(other, one.fromX, one.fromY), sideOf(other, one.toX, one.toY)];
  // Lines in one direction meet if their boxes do, which is so here.
  return a * b <= 0 && c * d <= 0;
}

/** Returns 1, 0 or -1 for a point left of a line, on it, or right of it. */
function sideOf({ fromX, fromY, toX, toY }: Line, x: number, y: number): number {
  return Math.sign((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX));
}
