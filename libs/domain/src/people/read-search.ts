import { readBirthDate } from '#contracts/birth-dates';
import type { SearchField } from '#contracts/people';
import { parsePostcode } from '../lots/postcode.js';
import { normaliseNhsNumber } from './person-faults.js';

/** What a search looks for, by field. A text that could be a name or a case number is looked for as both. */
export type SearchTerms = Readonly<Partial<Record<SearchField, string>>>;

/** A number alone is rather a case number than a year of birth. */
const IS_NUMBER = /^\d+$/;
const PACKAGE = /^hw[\s-]*0*([1-9]\d{0,8})$/i;

/**
 * Reads what a user typed into the one search field (docs/rules.md §1.1): an NHS number, a package, a date of birth or
 * a full postcode is looked for as such. Any other text is a name, which may be a part or misspelt. Each text may be a case
 * number too, because councils give them in many forms.
 */
export function readSearch(text: string, bornOn: string | null): SearchTerms {
  const born = bornOn === null ? {} : { bornOn };
  const typed = text.trim();
  if (typed === '') return born;
  const nhsNumber = normaliseNhsNumber(typed);
  if (nhsNumber !== null) return { ...born, nhsNumber, reference: typed };
  const [, packageNumber] = PACKAGE.exec(typed) ?? [];
  if (packageNumber !== undefined)
    return { ...born, packageReference: `HW-${packageNumber.padStart(6, '0')}`, reference: typed };
  const birth = bornOn === null && !IS_NUMBER.test(typed) ? readBirthDate(typed) : null;
  if (birth !== null) return { bornOn: birth, reference: typed };
  const postcode = parsePostcode(typed);
  if (postcode !== null) return { ...born, postcode: postcode.postcode, reference: typed };
  return { ...born, name: typed, reference: typed };
}
