import type { PersonDetails } from '#contracts/people';
import { type PersonFaultCode, personFaults } from '../people/person-faults.js';
import type { ColumnName } from './columns.js';
import { type Cells, openRow, type RowRead } from './open-row.js';
import { partsIn, readBirth, readYesNo } from './read-cell.js';

export interface PersonRow extends PersonDetails {
  /** The case numbers of similar people that the council says are other people. */
  readonly notSameAs: readonly string[];
}

const COLUMN_OF: Readonly<Record<PersonFaultCode, ColumnName<'people'>>> = {
  name_missing: 'familyName',
  birth_not_a_date: 'bornOn',
  birth_out_of_range: 'bornOn',
  nhs_number_invalid: 'nhsNumber',
  nhs_number_never_issued: 'nhsNumber',
  address_missing: 'address',
  postcode_invalid: 'postcode',
  postcode_no_fixed_abode: 'postcode',
};

/** Excel takes the blanks out of an NHS number and writes it as a number, which may end in `.0`. */
const withoutDecimals = (text: string): string => text.replace(/^(\d{10})[.,]0+$/, '$1');

export function readPersonRow(
  cells: Cells,
  context: { readonly today: string; readonly isDemonstration: boolean },
): RowRead<PersonRow> {
  const row = openRow('people', cells);
  const reference = row.required('reference', 60);
  const lines = [row.text('address'), row.text('address2'), row.text('address3')];
  const nhsNumber = withoutDecimals(row.text('nhsNumber', 20));
  const person: PersonRow = {
    reference,
    givenName: row.text('givenName', 100),
    familyName: row.text('familyName', 100),
    bornOn: row.read('bornOn', readBirth, null),
    nhsNumber: nhsNumber === '' ? null : nhsNumber,
    addressLines: lines
      .flatMap((line) => line.split('\n'))
      .map((line) => line.trim())
      .filter(Boolean),
    postcode: row.required('postcode', 20),
    livesAlone: row.read('livesAlone', readYesNo, false),
    notSameAs: partsIn(row.text('notSameAs')),
  };
  for (const { code, sentence } of personFaults(person, context)) {
    const isSaid = code === 'postcode_invalid' && person.postcode === '';
    if (!isSaid) row.refuse(COLUMN_OF[code], sentence);
  }
  return row.close(reference, person);
}
