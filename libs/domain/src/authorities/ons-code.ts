/**
 * The ONS (GSS) codes of English councils with adult social care: unitary authorities (E06), metropolitan districts
 * (E08), London boroughs and the City (E09) and counties (E10). Districts (E07) have no adult social care.
 * Source: ONS Register of Geographic Codes.
 */
const COUNCIL = /^E(06|08|09|10)\d{6}$/;

/** Returns an ONS code in capital letters without blanks, or null if no council with adult social care can have it. */
export function councilCode(typed: string): string | null {
  const code = typed.replaceAll(/\s/g, '').toUpperCase();
  return COUNCIL.test(code) ? code : null;
}
