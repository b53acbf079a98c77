import { ContinueImport } from '#brokerage/imports/continue-import';
import { StartImport } from '#brokerage/imports/start-import';
import { StopImport } from '#brokerage/imports/stop-import';
import { TakeBackImport } from '#brokerage/imports/take-back-import';
import { Importing } from '../../support/builders/imports.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const PEOPLE = 'Case number;First name;Surname;DOB;NHS number;Address;Postcode;Lives alone;Not the same person as';

describe('an import', () => {
  let world: World;
  let commissioner: TestUser;
  let importing: Importing;
  let authorityId: string;
  beforeAll(async () => {
    world = await World.open();
    commissioner = await world.aUser({ role: 'commissioner' });
    importing = new Importing(world, commissioner);
    ({ authorityId } = commissioner.actor as { authorityId: string });
  });
  afterAll(() => world.close());

  it('of people says of each row what would happen, writes once, and leaves what is there', async () => {
    const file = [
      PEOPLE,
      'P-1;Ada;"O\'Brien <b>";14/03/1938;9434765919;1 Lane;LE11 3TU;yes;',
      'P-2;李;;1940;;"2 Lane\nFlat 3";le11 3tu;no;',
      ';Ben;Cole;01/02/1950;;3 Lane;LE11 3TU;;',
      'p 1;Other;Name;01/02/1951;;3 Lane;LE11 3TU;;',
      'P-5;Ada;OBrien;14/03/1938;;1 Lane;LE11 3TU;;',
      'P-6;Cy;Dee;31/02/1950;9.43477E+09;4 Lane;LE11;maybe;',
      'P-7;Ada;OBrian;14/03/1938;;1 Lane;LE11 3TU;;P-1; P-5',
    ].join('\r\n');
    const checked = await importing.check('people', `\ufeff${file}`);
    expect(checked).toMatchObject({ status: 'checked', format: 'UTF-8, semicolons', rowCount: 7 });
    expect(await importing.told(checked.id)).toEqual([
      '2 add',
      '3 add',
      '5 refused | Case number: This cell is empty.',
      '6 refused | row: Row 2 has the same reference. Capital letters, blanks and dashes do not make a difference.',
      '7 refused | row: Row 2 may be the same person. If not, enter that case number in “Not the same person as”.',
      expect.stringContaining('8 refused | NHS number: The spreadsheet shortened this number'),
      '9 add',
    ]);
    expect((await importing.told(checked.id))[5]).toMatch(/Date of birth: There is no such day.*Lives alone: Enter yes or no.*Postcode/);
    expect(await world.rows('SELECT 1 FROM person')).toEqual([]);

    await world.get(StartImport).execute(commissioner.caller, checked.id);
    await importing.batches(checked.id);
    expect(await importing.view(checked.id)).toMatchObject({ status: 'done', counts: { added: 3, refused: 4 } });
    const people = await world.rows('SELECT given_name, family_name, born_on, nhs_number, address_lines FROM person ORDER BY reference');
    expect(people.slice(0, 2)).toEqual([
      { given_name: 'Ada', family_name: "O'Brien <b>", born_on: '1938-03-14', nhs_number: '943 476 5919', address_lines: ['1 Lane'] },
      { given_name: '李', family_name: '', born_on: '1940', nhs_number: null, address_lines: ['2 Lane', 'Flat 3'] },
    ]);
    expect(await world.rows('SELECT 1 FROM import_row WHERE cells IS NOT NULL')).toEqual([]);
    expect(await world.rows('SELECT 1 FROM person_distinction')).toHaveLength(1);

    const again = await importing.check('people', file);
    expect(again.counts).toMatchObject({ there: 3, add: 0 });
    await expect(world.get(StartImport).execute(commissioner.caller, again.id)).rejects.toMatchObject({
      code: 'nothing_to_change',
    });
    const taken = [PEOPLE, 'P-90;Eve;Fox;1950;943 476 5919;1 Lane;LE11 3TU;;'].join('\n');
    expect(await importing.told((await importing.check('people', taken)).id)).toEqual([
      '2 refused | NHS number: Person P-1 has this NHS number already.',
    ]);
  });
});
