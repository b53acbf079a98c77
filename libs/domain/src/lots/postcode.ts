import { validOutcode, parse } from 'postcode';

/**
 * Writes a postcode district (`LE13`) or sector (`LE11 3`) in its standard form; null for any other text. The space
 * tells the two apart: `LE11` is a district, `LE1 1` is a sector.
 */
export function normaliseArea(text: string): string | null {
  const [district = '', sector, ...rest] = text.trim().toUpperCase().split(/\s+/);
  if (!validOutcode(district) || rest.length > 0) return null;
  if (sector === undefined) return district;
  return /^\d$/.test(sector) ? `${district} ${sector}` : null;
}

/** A district (`LE13`) or sector (`LE11 3`) and its lot. An authority has each area once. */
export interface LotArea {
  readonly area: string;
  readonly lotId: string;
}

/** Finds the lot of a postcode sector. The longest match wins, so a sector beats its district. */
export function locateLot(sector: string, areas: readonly LotArea[]): string | null {
  const lotOf = (wanted: string) => areas.find(({ area }) => area === wanted)?.lotId;
  return lotOf(sector) ?? lotOf(districtOf(sector)) ?? null;
}

function districtOf(sector: string): string {
  return sector.replace(/ \d$/, '');
}

/** For example, `LE11 3TU` is in sector `LE11 3` of district `LE11`. */
export interface ParsedPostcode {
  readonly postcode: string;
  readonly district: string;
  readonly sector: string;
}

/**
 * Writes a postcode in its standard form with its district and sector; null if the text does not have the form of a
 * postcode. The district is the whole outward code, `EC1A` and not `EC1`, so a sector's name always begins with its
 * district.
 */
export function parsePostcode(text: string): ParsedPostcode | null {
  const parsed = parse(text.trim());
  return parsed.valid ? { postcode: parsed.postcode, district: parsed.outcode, sector: parsed.sector } : null;
}
