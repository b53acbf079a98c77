import { validOutcode, parse } from 'postcode';

/**
 * Returns a postcode district (`LE13`) or sector (`LE11 3`) in its standard form. Returns null for any other
 * text. The space matters: `LE11` is a district, but `LE1 1` is a sector.
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
 * Splits a postcode into district and sector, in standard form. Returns null if the text is not a postcode.
 * The district is the whole part before the space (`EC1A`, not `EC1`).
 */
export function parsePostcode(text: string): ParsedPostcode | null {
  const parsed = parse(text.trim());
  return parsed.valid ? { postcode: parsed.postcode, district: parsed.outcode, sector: parsed.sector } : null;
}
