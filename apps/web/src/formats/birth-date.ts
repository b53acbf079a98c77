import { readBirthDate } from '#contracts/birth-dates';
import type { Input } from '../console/form-inputs.js';
import { londonFields } from './london-time.js';

const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

/**
 * Formats a date of birth: "14 March 1938", "March 1938", "1938", or "Not known" for null. With the instant `now`, adds
 * the age on that day in London to a whole date: "14 March 1938 (age 88)".
 */
export function birthDate(bornOn: string | null | undefined, now?: string): string {
  if (!bornOn) return 'Not known';
  if (bornOn.length === 4) return bornOn;
  if (bornOn.length === 7) return MONTH.format(new Date(`${bornOn}-01`));
  const day = DAY.format(new Date(bornOn));
  return now === undefined ? day : `${day} (age ${ageOn(londonFields(now).date, bornOn)})`;
}

function ageOn(today: string, bornOn: string): number {
  const hadBirthday = today.slice(5) >= bornOn.slice(5);
  return Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (hadBirthday ? 0 : 1);
}

/** Returns a date of birth as users type it: `14/03/1938`, `03/1938` or `1938`. */
export function typedBirthDate(bornOn: string | null): string {
  return bornOn === null ? '' : bornOn.split('-').toReversed().join('/');
}

const SENTENCE = 'Enter a date of birth, such as 14 3 1938, or only the year';

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
