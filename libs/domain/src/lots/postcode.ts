import { validOutcode, parse } from 'postcode';

/**
 * Returns a postcode district (`LE13`) or sector (`LE11 3`) in its standard form, or null for any other text.
 * The space decides: `LE11` is a district, but `LE1 1` is a sector.
 */
export function normaliseArea(text: string): string | null {
  const [district = '', sector, ...rest] = text.trim().toUpperCase().split(/\s+/);
  if (!validOutcode(district) || rest.length > 0) return null;
  if (sector === undefined) return district;
  return /^\d$/.test(sector) ? `${district} ${sector}` : null;
}

/**
 * A postcode district (`LE13`) or sector (`LE11 3`), and the lot to which it belongs. An authority has each
 * district or sector at most once.
 */
export interface LotArea {
  readonly area: string;
  readonly lotId: string;
}

/**
 * Finds the lot of a postcode sector. The longest match wins: if both a sector and its district are listed,
 * the sector decides.
 */
export function locateLot(sector: string, areas: readonly LotArea[]): string | null {
  const lotOf = (wanted: string) => areas.find(({ area }) => area === wanted)?.lotId;
  return lotOf(sector) ?? lotOf(districtOf(sector)) ?? null;
}

function districtOf(sector: string): string {
  return sector.replace(/ \d$/, '');
}

/**
 * A postcode with its sector and district. For example, `LE11 3TU` is in sector `LE11 3` of district `LE11`.
 */
export interface ParsedPostcode {
  readonly postcode: string;
  readonly district: string;
  readonly sector: string;
}

/**
 * Parses a postcode into its standard form, district and sector. Returns null if the text does not have the
 * form of a postcode. The district is the whole part before the space (`EC1A`, not `EC1`), so the sector
 * always begins with the district.
 */
export function parsePostcode(text: string): ParsedPostcode | null {
  const parsed = parse(text.trim());
  return parsed.valid ? { postcode: parsed.postcode, district: parsed.outcode, sector: parsed.sector } : null;
}
