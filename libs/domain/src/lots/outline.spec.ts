import { MOST_POINTS, readOutline } from './outline.js';

const RING = [
  [-1.2, 52.7],
  [-1.1, 52.7],
  [-1.1, 52.8],
  [-1.2, 52.8],
  [-1.2, 52.7],
];
const polygon = (...coordinates: number[][][]) => ({ type: 'Polygon', coordinates });
const read = (json: unknown) => readOutline(JSON.stringify(json));
const codeOf = (outcome: ReturnType<typeof readOutline>) =>
  'faults' in outcome ? outcome.faults.map(({ code }) => code) : [];
const circle = (points: number) => {
  const ring = Array.from({ length: points - 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / (points - 1);
    return [-1.2 + Math.cos(angle) / 10, 52.7 + Math.sin(angle) / 10];
  });
  return [...ring, ring[0] ?? []];
};

describe('the outline of a lot', () => {
  it('is read from a geometry, a feature, a collection of both, and TopoJSON', () => {
    const whole = { outline: polygon(RING) };
    const feature = { type: 'Feature', properties: { name: 'x' }, geometry: polygon(RING) };
    expect(read(polygon(RING))).toEqual(whole);
    expect(read(feature)).toEqual(whole);
    expect(read({ type: 'FeatureCollection', features: [feature] })).toEqual(whole);
    expect(
      read({
        type: 'GeometryCollection',
        geometries: [{ type: 'Point', coordinates: [0, 51] }, polygon(RING)],
      }),
    ).toEqual(whole);
    expect(
      read({ type: 'Topology', arcs: [RING], objects: { lot: { type: 'Polygon', arcs: [[0]] } } }),
    ).toEqual(whole);
    const two = { type: 'FeatureCollection', features: [feature, feature] };
    expect(read(two)).toMatchObject({ outline: { type: 'MultiPolygon', coordinates: [[RING], [RING]] } });
  });

  it('is kept to 0.1 m, without heights and repeated points', () => {
    const [first = [], ...others] = RING;
    const detailed = [[...first, 12], [-1.20000004, 52.7], ...others.slice(0, -1), [...first, 12]];
    expect(read(polygon(detailed))).toEqual({ outline: polygon(RING) });
  });

  it.each([
    ['a text', '{', 'outline_not_json'],
    ['null', 'null', 'outline_not_geojson'],
    ['another object', '{"type":"x"}', 'outline_not_geojson'],
    ['coordinates that are texts', '{"type":"Polygon","coordinates":[[["a","b"]]]}', 'outline_not_geojson'],
    [
      'a topology without arcs',
      '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[0]]}}}',
      'outline_not_geojson',
    ],
    ['a point', '{"type":"Point","coordinates":[-1,52]}', 'outline_no_area'],
    [
      'a feature without a geometry',
      '{"type":"Feature","properties":null,"geometry":null}',
      'outline_no_area',
    ],
  ])('is refused if the file has %s', (_, text, code) => {
    expect(codeOf(readOutline(text))).toEqual([code]);
  });

  it.each([
    [
      'the National Grid',
      [
        [450_000, 300_000],
        [460_000, 300_000],
        [460_000, 310_000],
        [450_000, 300_000],
      ],
      'outline_not_degrees',
    ],
    ['latitude before longitude', RING.map(([x = 0, y = 0]) => [y, x]), 'outline_outside_uk'],
    [
      'a line that crosses itself',
      [
        [-1.2, 52.7],
        [-1.1, 52.8],
        [-1.1, 52.7],
        [-1.2, 52.8],
        [-1.2, 52.7],
      ],
      'outline_crosses_itself',
    ],
    ['only one place', Array(5).fill([-1.2, 52.7]), 'outline_crosses_itself'],
    ['one point more than allowed', circle(MOST_POINTS + 1), 'outline_too_detailed'],
  ] as [string, number[][], string][])('is refused with %s', (_, ring, code) => {
    expect(codeOf(read(polygon(ring)))).toEqual([code]);
  });

  it('is refused before it is read if a small TopoJSON file names a long arc very often', () => {
    const topology = {
      type: 'Topology',
      arcs: [circle(2_000)],
      objects: { lot: { type: 'Polygon', arcs: [Array(50_000).fill(0)] } },
    };
    expect(codeOf(read(topology))).toEqual(['outline_too_detailed']);
  });

  it('is refused without a crash if the file is nested very deeply', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(codeOf(readOutline(deep))).toEqual(['outline_not_geojson']);
    expect(codeOf(readOutline(`{"type":"Polygon","coordinates":${deep}}`))).toEqual(['outline_not_geojson']);
  });

  it('may have as many points as allowed', () => {
    expect(read(polygon(circle(MOST_POINTS)))).toMatchObject({ outline: { type: 'Polygon' } });
  });
});
