import type { PersonDetails } from '#contracts/people';
import { readBirthDate } from '#contracts/birth-dates';
import { personFaults } from '#domain/people/person-faults';
import type { Fault, Form } from '../../console/form.js';
import { type Input, nullableText, requiredText, text, ticked, version } from '../../console/form-inputs.js';
import { faultsByRule } from '../../console/refusals.js';
import { birthDateInput, typedBirthDate } from '../../formats/birth-date.js';
import { londonFields } from '../../formats/london-time.js';

/** The values that are read from the form with the details of a person. */
export const PERSON_INPUTS = {
  reference: requiredText('Enter a case number', { refused: 'Enter a case number of up to 60 characters' }),
  givenName: text('Enter a given name of up to 200 characters'),
  familyName: text('Enter a family name of up to 200 characters'),
  bornOn: birthDateInput(),
  nhsNumber: nullableText('This is not a valid NHS number'),
  addressLines: addressLines('Enter the address that carers go to, in one to six lines'),
  postcode: requiredText('Enter a full postcode, such as LE11 3TU'),
  livesAlone: ticked(),
};

/** Returns the errors that the rules for a person's details find in what was typed. */
export function personRuleFaults(form: Form, now: Date): readonly Fault[] {
  const { value: addressLines = [] } = PERSON_INPUTS.addressLines.read(form, 'addressLines') as {
    readonly value?: readonly string[];
  };
  const details = {
    reference: form.text('reference'),
    givenName: form.text('givenName'),
    familyName: form.text('familyName'),
    bornOn: readBirthDate(form.text('bornOn')),
    nhsNumber: form.text('nhsNumber') || null,
    addressLines: [...addressLines],
    postcode: form.text('postcode'),
    livesAlone: form.text('livesAlone') !== '',
  };
  const today = londonFields(now.toISOString()).date;
  // Only the API knows whether the authority is the demonstration, so the API refuses NHS numbers of the test range.
  return faultsByRule(personFaults(details, { today, isDemonstration: true }), PERSON_INPUTS);
}

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
