import { readBirthDate } from '#contracts/birth-dates';
import type { Input } from '../console/form-inputs.js';

const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

/** Formats a date of birth: "14 March 1938", "March 1938", "1938", or "Not known" for null. */
export function birthDateInWords(bornOn: string | null | undefined): string {
  if (!bornOn) return 'Not known';
  if (bornOn.length === 4) return bornOn;
  return bornOn.length === 7 ? MONTH.format(new Date(`${bornOn}-01`)) : DAY.format(new Date(bornOn));
}

/** Returns a date of birth as users type it: `14/03/1938`, `03/1938` or `1938`. */
export function typedBirthDate(bornOn: string | null): string {
  return bornOn === null ? '' : bornOn.split('-').toReversed().join('/');
}

const SENTENCE = 'Enter the date of birth, such as 14 3 1938, or only its year.';

/** Defines a text field for a date of birth, or the part of it that is known. An empty text means not known. */
export function birthDateInput(): Input<string | null> {
  return {
    sentence: SENTENCE,
    read: (form, name) => {
      const typed = form.text(name);
      const bornOn = readBirthDate(typed);
      return typed !== '' && bornOn === null
        ? { faults: [{ field: name, text: SENTENCE }] }
        : { value: bornOn };
    },
  };
}
