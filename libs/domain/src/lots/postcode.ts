import { validOutcode, parse } from 'postcode';

/**
 * A postcode district (`LE13`) or sector (`LE11 3`) in its written form, or null where the text is
 * neither. The space tells them apart: `LE11` is a district, `LE1 1` a sector.
 */
export function normaliseArea(text: string): string | null {
  const [district = '', sector, ...rest] = text.trim().toUpperCase().split(/\s+/);
  if (!validOutcode(district) || rest.length > 0) return null;
  if (sector === undefined) return district;
  return /^\d$/.test(sector) ? `${district} ${sector}` : null;
}

/** A district (`LE13`) or sector (`LE11 3`) and the lot it belongs to. An authority has each once. */
export interface LotArea {
  readonly area: string;
  readonly lotId: string;
}

/** The lot that a postcode sector lies in; the longest match wins, so a sector beats its district. */
export function locateLot(sector: string, areas: readonly LotArea[]): string | null {
  const lotOf = (wanted: string) => areas.find(({ area }) => area === wanted)?.lotId;
  return lotOf(sector) ?? lotOf(districtOf(sector)) ?? null;
}

function districtOf(sector: string): string {
  return sector.replace(/ \d$/, '');
}

/** `LE11 3TU` lies in sector `LE11 3` of district `LE11`. */
export interface ParsedPostcode {
  readonly postcode: string;
  readonly district: string;
  readonly sector: string;
}

/**
 * A postcode in its written form with its district and sector, or null where the text has not the form
 * of one. The district is the whole outward code, `EC1A` and not `EC1`, so that every sector's name
 * begins with its district's.
 */
export function parsePostcode(text: string): ParsedPostcode | null {
  const parsed = parse(text.trim());
  return parsed.valid ? { postcode: parsed.postcode, district: parsed.outcode, sector: parsed.sector } : null;
}
