import { check } from '@placemarkio/check-geojson';
import type { GeoJSON, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { Fault } from '../faults.js';
import { crossesItself } from './ring-crossing.js';

/** The most points of an outline. An outline of a lot with more says no more on a screen. */
export const MOST_POINTS = 5_000;
/** The most bytes of a file with an outline. */
export const LARGEST_OUTLINE_BYTES = 2 * 1_024 * 1_024;

/** The degrees of longitude and latitude that hold the United Kingdom and the Channel Islands. */
const WEST = -9;
const EAST = 2.5;
const SOUTH = 49;
const NORTH = 61.5;

export type Outline = Polygon | MultiPolygon;

export type OutlineFaultCode =
  | 'outline_not_json'
  | 'outline_not_geojson'
  | 'outline_no_area'
  | 'outline_too_detailed'
  | 'outline_not_degrees'
  | 'outline_outside_uk'
  | 'outline_ring_open'
  | 'outline_crosses_itself';

const fault = (code: OutlineFaultCode, sentence: string): { readonly faults: Fault<OutlineFaultCode>[] } => ({
  faults: [{ code, sentence }],
});

/**
 * Reads the outline of a lot from a text in GeoJSON or TopoJSON. All its areas together are the outline, in degrees of
 * longitude and latitude (WGS 84) with six decimals, which is 0.1 m. Returns the first fault otherwise
 * (docs/rules.md §3.5.1).
 */
export function readOutline(
  text: string,
): { readonly outline: Outline } | { readonly faults: readonly Fault<OutlineFaultCode>[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fault('outline_not_json', 'This file is not GeoJSON or TopoJSON. Export the outline again.');
  }
  const points = pointsOfTopology(json);
  if (points > MOST_ARC_POINTS)
    return fault('outline_too_detailed', `The outline has ${points} points. Simplify it to ${MOST_POINTS}.`);
  const geometries = geometriesOf(json);
  if (geometries === null)
    return fault(
      'outline_not_geojson',
      'This file is not valid GeoJSON or TopoJSON. Export the outline again.',
    );
  const polygons = geometries.flatMap(polygonsOf);
  if (polygons.length === 0)
    return fault(
      'outline_no_area',
      'This file has no area. Export the outline as a polygon or multipolygon.',
    );
  return acceptPolygons(polygons);
}

/** The most points of a TopoJSON file before it is read. A small file can name one long arc very often. */
const MOST_ARC_POINTS = 4 * MOST_POINTS;

/** Counts the points that a TopoJSON file stands for: the points of every arc, as often as the arc is named. */
function pointsOfTopology(json: unknown): number {
  if (typeof json !== 'object' || json === null || !('arcs' in json) || !('objects' in json)) return 0;
  const arcs: readonly unknown[] = Array.isArray(json.arcs) ? (json.arcs as unknown[]) : [];
  const lengths = arcs.map((arc) => (Array.isArray(arc) ? arc.length : 0));
  let points = 0;
  const waiting: unknown[] = [json.objects];
  while (waiting.length > 0 && points <= MOST_ARC_POINTS) {
    const next = waiting.pop();
    if (typeof next === 'number') points += lengths[next < 0 ? ~next : next] ?? 0;
    else if (typeof next === 'object' && next !== null)
      for (const value of Object.values(next)) waiting.push(value);
  }
  return points;
}

type Rings = readonly (readonly Position[])[];

function acceptPolygons(polygons: readonly Rings[]) {
  const rings = polygons.flat();
  const points = rings.flat();
  if (points.length > MOST_POINTS)
    return fault(
      'outline_too_detailed',
      `The outline has ${points.length} points. Simplify it to ${MOST_POINTS}.`,
    );
  if (points.some(([x = NaN, y = NaN]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90)))
    return fault(
      'outline_not_degrees',
      'The outline is not in degrees. Convert it from the British National Grid to WGS 84 (EPSG:4326).',
    );
  if (points.some(([x = NaN, y = NaN]) => !(x >= WEST && x <= EAST && y >= SOUTH && y <= NORTH)))
    return fault(
      'outline_outside_uk',
      'The outline is not in the United Kingdom. Check that longitude comes before latitude.',
    );
  if (rings.some((ring) => !isClosed(ring)))
    return fault('outline_ring_open', 'A line of the outline is not closed, or has fewer than four points.');
  const rounded = polygons.map((polygon) => polygon.map(roundedRing));
  if (rounded.flat().some((ring) => !isClosed(ring) || crossesItself(ring)))
    return fault('outline_crosses_itself', 'A line of the outline crosses itself. Repair the polygon first.');
  const [only] = rounded;
  const outline: Outline =
    rounded.length === 1 && only
      ? { type: 'Polygon', coordinates: only }
      : { type: 'MultiPolygon', coordinates: rounded };
  return { outline };
}

/** Returns the geometries of GeoJSON or TopoJSON. Null if the value is neither. */
function geometriesOf(json: unknown): Geometry[] | null {
  if (typeof json !== 'object' || json === null) return null;
  try {
    if ('type' in json && json.type === 'Topology') {
      const topology = json as Topology;
      return Object.values(topology.objects).flatMap((object) => flat(checked(feature(topology, object))));
    }
    return flat(checked(json));
  } catch {
    // Both libraries throw for a value that is not what it says.
    return null;
  }
}

const checked = (json: unknown): GeoJSON => check(JSON.stringify(json));

function flat(json: GeoJSON): Geometry[] {
  if (json.type === 'FeatureCollection') return json.features.flatMap(flat);
  // GeoJSON allows a feature without a geometry.
  if (json.type === 'Feature') return (json.geometry as Geometry | null) ? flat(json.geometry) : [];
  return json.type === 'GeometryCollection' ? json.geometries.flatMap(flat) : [json];
}

function polygonsOf(geometry: Geometry): Rings[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

const DECIMALS = 1_000_000;
const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** Rounds a ring, without heights and without points that equal the point before. */
function roundedRing(ring: readonly Position[]): Position[] {
  const points = ring.map(([x = 0, y = 0]): Position => [rounded(x), rounded(y)]);
  return points.filter(([x, y], index) => {
    const before = points[index - 1];
    return index === 0 || before?.[0] !== x || before?.[1] !== y;
  });
}
