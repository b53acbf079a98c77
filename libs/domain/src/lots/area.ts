import { validOutcode } from 'postcode';

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
