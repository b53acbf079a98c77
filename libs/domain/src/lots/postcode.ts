import { parse } from 'postcode';

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
