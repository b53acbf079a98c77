import { readFileSync } from 'node:fs';
import { normaliseArea, locateLot } from '#domain/lots/postcode';
import { lotSettingsFaults } from '#domain/lots/lot-settings';
import { LOT_PROFILES, profileOf } from './localities.js';
import { LOT_OUTLINES } from './lot-outlines.js';
import { settingsOfLot } from './lot-settings.js';
import { LOTS } from './lots.js';

const OUTCODES = 'libs/demonstration/src/leicestershire/wards/le-outcodes.csv';
/**
 * Postcode districts of the city of Leicester and of Rutland, which are outside the county of Leicestershire.
 */
const NOT_IN_THE_COUNTY = ['LE1', 'LE5', 'LE15'];
/**
 * Postcode districts that lie mostly in the city of Leicester. Only some postcode sectors of these districts
 * are in the county.
 */
const BY_SECTOR = ['LE2', 'LE3', 'LE4'];

const codes = LOTS.map(({ code }) => code);
const areas = LOTS.flatMap((lot) => lot.areas.map((area) => ({ area, lotId: lot.code })));

describe('the lots of the demonstration', () => {
  it('are 18, two or more to each of seven districts', () => {
    const districts = new Set(LOTS.map(({ districtCode }) => districtCode));
    expect(new Set(codes).size).toBe(18);
    expect(districts.size).toBe(7);
    for (const district of districts)
      expect(LOTS.filter(({ districtCode }) => districtCode === district).length).toBeGreaterThanOrEqual(2);
  });

  it('name every area once and in its written form', () => {
    const names = areas.map(({ area }) => area);
    expect(new Set(names).size).toBe(names.length);
    expect(names.map(normaliseArea)).toEqual(names);
  });

  it('cover every LE district that lies in the county, and neither the city nor Rutland', () => {
    const districts = readFileSync(OUTCODES, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, line.indexOf(',')));
    expect(districts).toHaveLength(21);
    for (const district of districts) {
      const isWhole = areas.some(({ area }) => area === district);
      const hasSectors = areas.some(({ area }) => area.startsWith(`${district} `));
      if (NOT_IN_THE_COUNTY.includes(district))
        expect([district, isWhole || hasSectors]).toEqual([district, false]);
      else
        expect([district, isWhole, isWhole || hasSectors]).toEqual([
          district,
          !BY_SECTOR.includes(district),
          true,
        ]);
    }
  });

  it('hold every place where somebody lives', () => {
    expect(Object.keys(LOT_PROFILES).sort()).toEqual([...codes].sort());
    for (const code of codes)
      for (const { sector } of profileOf(code).localities)
        expect([sector, locateLot(sector, areas)]).toEqual([sector, code]);
  });

  it('know their neighbours, never themselves', () => {
    for (const code of codes) {
      const { neighbours } = profileOf(code);
      expect(new Set([...neighbours, code]).size).toBe(neighbours.length + 1);
      expect(codes).toEqual(expect.arrayContaining([...neighbours]));
    }
  });

  it('have settings without fault, and show every way of allocating', () => {
    expect(codes.flatMap((code) => lotSettingsFaults(settingsOfLot(code)))).toEqual([]);
    expect(new Set(codes.map((code) => settingsOfLot(code).method)).size).toBe(4);
    expect(new Set(codes.map((code) => settingsOfLot(code).ratingPolicy)).size).toBe(3);
  });
});

describe('their outlines', () => {
  it('are one for each lot', () => {
    expect(Object.keys(LOT_OUTLINES).sort()).toEqual([...codes].sort());
  });

  it.each(codes)('of %s are one closed piece, wound anticlockwise, in Leicestershire', (code) => {
    const { coordinates = [] } = LOT_OUTLINES[code] ?? {};
    expect(coordinates).toHaveLength(1);
    const [outer = []] = coordinates[0] ?? [];
    expect(outer.length).toBeGreaterThan(10);
    expect(outer.at(-1)).toEqual(outer[0]);
    expect(shoelace(outer)).toBeGreaterThan(0);
    for (const [longitude = 0, latitude = 0] of outer) {
      expect(longitude > -1.61 && longitude < -0.65).toBe(true);
      expect(latitude > 52.38 && latitude < 52.99).toBe(true);
    }
  });
});

/** Returns twice the signed area of a polygon ring. Positive if the ring runs anticlockwise. */
function shoelace(ring: readonly (readonly number[])[]): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], index) => {
    const [previousX = 0, previousY = 0] = ring[index] ?? [];
    return sum + previousX * y - x * previousY;
  }, 0);
}
