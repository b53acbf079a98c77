/**
 * The middle of postcode districts: easting and northing on the Ordnance Survey grid, in metres. Leicestershire only.
 * Source: Gibbs, uk-postcodes (CC0).
 */
const POINTS = new Map<string, readonly [easting: number, northing: number]>(
  Object.entries({
    LE1: [459_000, 304_400],
    LE2: [459_900, 301_700],
    LE3: [455_500, 303_800],
    LE4: [459_300, 307_700],
    LE5: [461_900, 304_700],
    LE6: [451_300, 307_500],
    LE7: [463_000, 309_300],
    LE8: [461_200, 295_400],
    LE9: [448_300, 297_200],
    LE10: [442_900, 293_400],
    LE11: [452_900, 319_400],
    LE12: [454_500, 319_100],
    LE13: [475_200, 319_300],
    LE14: [474_500, 321_300],
    LE15: [487_900, 307_300],
    LE16: [475_200, 288_200],
    LE17: [455_900, 285_800],
    LE18: [460_200, 298_800],
    LE19: [453_600, 298_000],
    LE65: [435_900, 316_900],
    LE67: [443_200, 313_400],
  }),
);

const METRES_A_MILE = 1_609.344;

/**
 * Returns the straight distance between the middles of two postcode districts, in whole miles. Returns null if a
 * district is not in the table. Roads are longer, and a district is some miles wide, so the distance is a rough one.
 */
export function districtDistanceMiles(one: string, other: string): number | null {
  const [from, to] = [POINTS.get(one), POINTS.get(other)];
  if (!from || !to) return null;
  return Math.round(Math.hypot(from[0] - to[0], from[1] - to[1]) / METRES_A_MILE);
}
