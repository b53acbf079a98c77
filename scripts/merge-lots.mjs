// Merges the wards (small electoral areas) of seven districts into the lots of the demonstration authority.
// Writes the outlines of the lots. After changing the table WARDS, run `node scripts/merge-lots.mjs` by hand.

import { readFileSync, writeFileSync } from 'node:fs';
import { feature, mergeArcs } from 'topojson-client';

const FOLDER = new URL('../libs/demonstration/src/leicestershire/', import.meta.url);
const LARGEST_FILE_BYTES = 250_000;
const EARTH_RADIUS_KM = 6371.0088;

/** The wards (of 2013) in each lot of each district. Every ward of a district is in exactly one lot. */
const WARDS = {
  E07000129: {
    BL1: ['Ellis', 'Fairestone', 'Forest', 'Millfield', 'Muxloe', 'Ravenhurst and Fosse', 'Winstanley'],
    BL2: [
      'Blaby South',
      'Cosby with South Whetstone',
      'Countesthorpe',
      'Croft Hill',
      "Enderby and St John's",
      'Narborough and Littlethorpe',
      'Normanton',
      'North Whetstone',
      'Pastures',
      'Saxondale',
      'Stanton and Flamville',
    ],
  },
  E07000130: {
    CH1: [
      'Loughborough Ashby',
      'Loughborough Hastings',
      'Loughborough Lemyngton',
      'Loughborough Nanpantan',
      'Loughborough Outwoods',
      'Loughborough Shelthorpe',
      'Loughborough Southfields',
      'Loughborough Storer',
    ],
    CH2: ['Loughborough Dishley and Hathern', 'Loughborough Garendon', 'Shepshed East', 'Shepshed West'],
    CH3: [
      'Anstey',
      'Barrow and Sileby West',
      'Forest Bradgate',
      'Mountsorrel',
      'Quorn and Mountsorrel Castle',
      'Rothley and Thurcaston',
      'Sileby',
      'The Wolds',
    ],
    CH4: [
      'Birstall Wanlip',
      'Birstall Watermead',
      'East Goscote',
      'Queniborough',
      'Syston East',
      'Syston West',
      'Thurmaston',
      'Wreake Villages',
    ],
  },
  E07000131: {
    HA1: [
      'Fleckney',
      'Glen',
      'Kibworth',
      'Lubenham',
      'Market Harborough-Great Bowden and Arden',
      'Market Harborough-Little Bowden',
      'Market Harborough-Logan',
      'Market Harborough-Welland',
    ],
    HA2: [
      'Bosworth',
      'Broughton Astley-Astley',
      'Broughton Astley-Broughton',
      'Broughton Astley-Primethorpe',
      'Broughton Astley-Sutton',
      'Dunton',
      'Lutterworth Brookfield',
      'Lutterworth Orchard',
      'Lutterworth Springs',
      'Lutterworth Swift',
      'Misterton',
      'Peatling',
      'Ullesthorpe',
    ],
    HA3: ['Billesdon', 'Nevill', 'Thurnby and Houghton', 'Tilton'],
  },
  E07000132: {
    HB1: [
      'Barwell',
      'Burbage St Catherines and Lash Hill',
      'Burbage Sketchley and Stretton',
      'Earl Shilton',
      'Hinckley Castle',
      'Hinckley Clarendon',
      'Hinckley De Montfort',
      'Hinckley Trinity',
    ],
    HB2: [
      'Ambien',
      'Barlestone, Nailstone and Osbaston',
      'Cadeby, Carlton and Market Bosworth with Shackerstone',
      'Groby',
      'Markfield, Stanton and Fieldhead',
      'Newbold Verdon with Desford and Peckleton',
      'Ratby, Bagworth and Thornton',
      'Twycross and Witherley with Sheepy',
    ],
  },
  E07000133: {
    ME1: [
      'Asfordby',
      'Frisby-on-the-Wreake',
      'Gaddesby',
      'Melton Craven',
      'Melton Dorian',
      'Melton Egerton',
      'Melton Newport',
      'Melton Sysonby',
      'Melton Warwick',
      'Old Dalby',
      'Somerby',
      'Wymondham',
    ],
    ME2: ['Bottesford', 'Croxton Kerrial', 'Long Clawson and Stathern', 'Waltham-on-the-Wolds'],
  },
  E07000134: {
    NW1: [
      'Appleby',
      'Ashby Castle',
      'Ashby Holywell',
      'Ashby Ivanhoe',
      'Measham',
      'Moira',
      'Oakthorpe and Donisthorpe',
      'Valley',
    ],
    NW2: [
      'Bardon',
      'Coalville',
      'Greenhill',
      'Hugglescote',
      'Ibstock and Heather',
      'Ravenstone and Packington',
      'Snibston',
      'Thringstone',
      'Whitwick',
    ],
    NW3: ['Breedon', 'Castle Donington', 'Kegworth and Whatton'],
  },
  E07000135: {
    OW1: ['Oadby Brocks Hill', 'Oadby Grange', "Oadby St Peter's", 'Oadby Uplands', 'Oadby Woodlands'],
    OW2: [
      'South Wigston',
      'Wigston All Saints',
      'Wigston Fields',
      'Wigston Meadowcourt',
      "Wigston St Wolstan's",
    ],
  },
};

const outlines = {};
const districts = districtAreas();
for (const [district, lots] of Object.entries(WARDS)) mergeDistrict(district, lots);
write(outlines);

function mergeDistrict(district, lots) {
  const topology = read(`wards/wards-${district}.topo.json`);
  const wards = new Map(topology.objects[district].geometries.map((ward) => [ward.properties.WD13NM, ward]));
  const named = Object.values(lots).flat();
  check(new Set(named).size === named.length, `${district}: a ward is named twice`);
  check(named.length === wards.size, `${district}: ${wards.size} wards, ${named.length} named`);

  let area = 0;
  for (const [lot, names] of Object.entries(lots)) {
    const members = names.map((name) => wards.get(name) ?? fail(`${district} has no ward ${name}`));
    const merged = feature(topology, mergeArcs(topology, members)).geometry.coordinates;
    check(merged.length === 1, `${lot} is in ${merged.length} pieces`);
    outlines[lot] = merged.map((polygon) => polygon.map(rounded).map(wound));
    check(close(areaOf(outlines[lot]), areaOf(merged), 0.0005), `${lot}: rounding moved the outline`);
    area += areaOf(outlines[lot]);
    console.log(`${lot}  ${names.length} wards  ${areaOf(outlines[lot]).toFixed(1)} km²`);
  }

  const ofWards = [...wards.values()].map((ward) => areaOf([feature(topology, ward).geometry.coordinates]));
  check(close(area, sum(ofWards), 0.0005), `${district}: the lots do not cover its wards`);
  check(close(area, districts.get(district), 0.01), `${district}: the lots do not cover the district`);
  console.log(`${district}  lots ${area.toFixed(1)} km², district ${districts.get(district).toFixed(1)} km²`);
}

function districtAreas() {
  const topology = read('wards/leicestershire-districts.topo.json');
  return new Map(
    topology.objects.lad.geometries.map((district) => [
      district.id,
      areaOf([feature(topology, district).geometry.coordinates].flat(district.type === 'Polygon' ? 0 : 1)),
    ]),
  );
}

/**
 * Rounds the coordinates of a ring to five decimals, about one metre. Drops every point that equals the point
 * before it.
 */
function rounded(ring) {
  const points = ring.map((point) => point.map((degrees) => Math.round(degrees * 1e5) / 1e5));
  return points.filter(([x, y], i) => i === 0 || x !== points[i - 1][0] || y !== points[i - 1][1]);
}

/** Turns a ring into the direction that GeoJSON requires: the outer ring anticlockwise, holes clockwise. */
function wound(ring, index) {
  return ringArea(ring) > 0 === (index === 0) ? ring : ring.toReversed();
}

function areaOf(polygons) {
  return sum(
    polygons.map(
      ([outer, ...holes]) => Math.abs(ringArea(outer)) - sum(holes.map((h) => Math.abs(ringArea(h)))),
    ),
  );
}

/** Returns the signed area of a polygon ring on the sphere in km². Positive if the ring is anticlockwise. */
function ringArea(ring) {
  const radians = Math.PI / 180;
  let total = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    total -= (x2 - x1) * radians * (2 + Math.sin(y1 * radians) + Math.sin(y2 * radians));
  }
  return (total * EARTH_RADIUS_KM ** 2) / 2;
}

function write(lots) {
  const entries = Object.entries(lots).map(
    ([lot, coordinates]) =>
      `  ${lot}: { type: 'MultiPolygon', coordinates: ${JSON.stringify(coordinates)} },\n`,
  );
  const text = `// Generated by scripts/merge-lots.mjs from the ward outlines in wards/: change the table there, not this file.
// Source: Office for National Statistics, Open Government Licence v3.0. Through martinjc/UK-GeoJSON (CC BY
// 4.0), merged into lots and rounded. Contains Ordnance Survey data © Crown copyright and database right
// 2014.

import type { MultiPolygon } from './multi-polygon.js';

/** The outline of each lot in longitude and latitude (WGS 84), by lot code. */
// prettier-ignore
export const LOT_OUTLINES: Readonly<Record<string, MultiPolygon>> = {
${entries.join('')}};
`;
  check(Buffer.byteLength(text) < LARGEST_FILE_BYTES, `the outlines take ${Buffer.byteLength(text)} bytes`);
  writeFileSync(new URL('lot-outlines.ts', FOLDER), text);
  console.log(`${Object.keys(lots).length} lots, ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
}

function read(path) {
  return JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));
}

function close(a, b, tolerance) {
  return Math.abs(a - b) <= tolerance * b;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function check(isTrue, complaint) {
  if (!isTrue) fail(complaint);
}

function fail(complaint) {
  throw new Error(complaint);
}
