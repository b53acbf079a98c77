import { fix, parse, validOutcode } from 'postcode';

/** The postcode areas of the United Kingdom, Guernsey, Jersey and the Isle of Man. */
const AREAS: ReadonlySet<string> = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX ' +
    'FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE ' +
    'NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ ' +
    'TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);

/**
 * Matches the letters that postcodes have: few letters end a district (`W1A`, `EC1A`), and the last two letters of a
 * postcode are never C, I, K, M, O or V.
 */
const LETTERS = /^(?:[A-Z]{1,2}\d{1,2}|[A-Z]\d[A-HJKPSTUW]|[A-Z]{2}\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2}$/;

const areaOf = (district: string): string => /^[A-Z]+/.exec(district)?.[0] ?? '';

/**
 * Returns a postcode district (`LE13`) or sector (`LE11 3`) in its standard form. Returns null for any other
 * text. The space matters: `LE11` is a district, but `LE1 1` is a sector.
 */
export function normaliseArea(text: string): string | null {
  const [district = '', sector, ...rest] = text.trim().toUpperCase().split(/\s+/);
  if (!validOutcode(district) || !AREAS.has(areaOf(district)) || rest.length > 0) return null;
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
 * form of a postcode, or has an area or a last letter that no postcode has. The district is the whole part before
 * the space (`EC1A`, not `EC1`), so the sector always begins with the district.
 *
 * A letter I or O where only a digit can be is read as 1 or 0, and the other way round: `LE1I 3TU` is `LE11 3TU`.
 */
export function parsePostcode(text: string): ParsedPostcode | null {
  const parsed = parse(withDistrictDigit(fix(text.trim())));
  if (!parsed.valid || !AREAS.has(areaOf(parsed.outcode)) || !LETTERS.test(parsed.postcode)) return null;
  return { postcode: parsed.postcode, district: parsed.outcode, sector: parsed.sector };
}

/** Reads an I or O at the end of a district as a digit, because no district ends with these letters. */
function withDistrictDigit(postcode: string): string {
  return postcode.replace(/^([A-Z]{1,2}\d)([IO])(?= )/, (_, start: string, letter: string) =>
    start.concat(letter === 'I' ? '1' : '0'),
  );
}

/**
 * Returns true for a code of the NHS that stands in place of a postcode: `ZZ99 3VZ` means no fixed abode, and other
 * codes of `ZZ99` an address that is not known or not in the country. Care cannot be brought there.
 */
export function isNoFixedAbode(text: string): boolean {
  return /^ZZ\s*99/i.test(text.trim());
}
