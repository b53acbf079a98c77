import type { PersonDetails } from '#contracts/people';
import type { Form } from '../../console/form.js';
import { type Input, nullableText, requiredText, text, ticked, version } from '../../console/form-inputs.js';
import { birthDateInput, typedBirthDate } from '../../formats/birth-date.js';

/** The values that are read from the form with the details of a person. */
export const PERSON_INPUTS = {
  reference: requiredText('Enter the case number, in up to 60 plain characters.'),
  givenName: text('Enter the given name, in up to 200 plain characters.'),
  familyName: text('Enter the family name, in up to 200 plain characters.'),
  bornOn: birthDateInput(),
  nhsNumber: nullableText('Check the NHS number: ten digits, or leave it empty.'),
  addressLines: addressLines('Enter the address that carers go to, in one to six lines.'),
  postcode: requiredText('Enter a full postcode, such as LE11 3TU.'),
  livesAlone: ticked(),
};

export const PERSON_CHANGE_INPUTS = { ...PERSON_INPUTS, version: version() };

/**
 * Defines a text area for an address, with at least one line. The value is the list of address lines. Empty
 * lines are left out.
 */
function addressLines(sentence: string): Input<readonly string[]> {
  const linesOf = (form: Form, name: string): string[] =>
    form
      .text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    sentence,
    read: (form, name) => {
      const lines = linesOf(form, name);
      return lines.length > 0 ? { value: lines } : { faults: [{ field: name, text: sentence }] };
    },
  };
}

/** Returns the recorded details of a person as values of form fields. */
export function personFields(person: PersonDetails): Readonly<Record<string, string>> {
  const { reference, givenName, familyName, bornOn, nhsNumber, addressLines, postcode, livesAlone } = person;
  return {
    reference,
    givenName,
    familyName,
    bornOn: typedBirthDate(bornOn),
    postcode,
    nhsNumber: nhsNumber ?? '',
    addressLines: addressLines.join('\n'),
    livesAlone: livesAlone ? 'yes' : '',
  };
}
