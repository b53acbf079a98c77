import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ContinueImport } from '#brokerage/imports/continue-import';
import { StartImport } from '#brokerage/imports/start-import';
import { StopImport } from '#brokerage/imports/stop-import';
import { RecordPerson } from '#brokerage/people/record-person';
import { TakeBackImport } from '#brokerage/imports/take-back-import';
import { growthBaselines } from '#brokerage/facts/care-facts.queries';
import type { Reader } from '#platform/database/database';
import { Importing } from '../../support/builders/imports.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const PEOPLE =
  'Case number;First name;Surname;DOB;NHS number;Address;Postcode;Lives alone;Not the same person as';

/** The weekly minutes by which the care of each person may still grow under the limit of 210, as growth is measured. */
async function headRooms(
  reader: Reader,
  branchId: string,
  authorityId: string,
): Promise<Record<string, number>> {
  const [limit] = await reader.query<{ id: string; from: Date }>(
    `SELECT c.id, r.from_at AS "from" FROM restriction_condition c JOIN restriction r ON r.id = c.restriction_id
     WHERE r.branch_id = $1 AND c.kind = 'growth_limit'`,
    [branchId],
  );
  const care = await reader.query<{ id: string; reference: string; minutes: number }>(
    `SELECT n.id, n.reference, sum(p.weekly_minutes)::int AS minutes FROM placement p JOIN person n ON n.id = p.person_id
     WHERE p.authority_id = $1 AND p.delivering_branch_id = $2 AND p.status = 'live' GROUP BY 1, 2`,
    [authorityId, branchId],
  );
  const limits = [{ conditionId: limit!.id, branchId, from: limit!.from, basis: 'cumulative' as const }];
  const baselines = await growthBaselines(
    reader,
    limits,
    care.map(({ id }) => id),
  );
  const baselineOf = new Map(baselines.map((row) => [row.personId, row.baselineMinutes ?? 0]));
  return Object.fromEntries(
    care.map(({ id, reference, minutes }) => [reference, (baselineOf.get(id) ?? 0) + 210 - minutes]),
  );
}

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
      'P-7;Ada;OBrian;14/03/1938;;1 Lane;LE11 3TU;;P-1 | P-5',
    ].join('\r\n');
    const checked = await importing.check('people', `\ufeff${file}`);
    expect(checked).toMatchObject({ status: 'checked', format: 'UTF-8, semicolons', rowCount: 7 });
    expect(await importing.told(checked.id)).toEqual([
      '2 add',
      '3 add',
      '4 refused | Case number: This cell is empty.',
      '5 refused | row: Row 2 has the same reference. Capital letters, blanks and dashes do not make a difference.',
      '6 refused | row: Row 2 may be the same person. If not, enter that case number in “Not the same person as”.',
      expect.stringContaining('7 refused | NHS number: The spreadsheet shortened this number'),
      '8 add',
    ]);
    expect((await importing.told(checked.id))[5]).toMatch(
      /Date of birth: There is no such day.*Lives alone: Enter yes or no.*Postcode/,
    );
    expect(await world.rows('SELECT 1 FROM person')).toEqual([]);

    await world.get(StartImport).execute(commissioner.caller, checked.id);
    await importing.batches(checked.id);
    expect(await importing.view(checked.id)).toMatchObject({
      status: 'done',
      counts: { added: 3, refused: 4 },
    });
    const people = await world.rows(
      'SELECT given_name, family_name, born_on, nhs_number, address_lines FROM person ORDER BY reference',
    );
    expect(people.slice(0, 2)).toEqual([
      {
        given_name: 'Ada',
        family_name: "O'Brien <b>",
        born_on: '1938-03-14',
        nhs_number: '943 476 5919',
        address_lines: ['1 Lane'],
      },
      {
        given_name: '李',
        family_name: '',
        born_on: '1940',
        nhs_number: null,
        address_lines: ['2 Lane', 'Flat 3'],
      },
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

  it('of the framework and live care places care with its own start and sizes, asks nobody, and records breaches', async () => {
    const lots = [
      'Lot code,Lot name,Postcode areas,Lowest hourly rate,Highest hourly rate',
      'L1,Loughborough,"LE11, LE12",20.00,£28',
      'L2,Melton,LE13; LE11,20,28',
      'L3,Oadby,LE2 5; nonsense,20,18',
    ];
    expect(await importing.told((await importing.run('lots', lots.join('\n'))).id)).toEqual([
      '2 added',
      '3 refused | Postcode areas: LE11 belongs to lot L1.',
      '4 refused | Postcode areas: Not a postcode district or sector: nonsense. | row: The lowest rate must not be above the highest rate.',
    ]);
    await importing.run('providers', 'Id,Name\n1-100,Amber Ltd\n1-200,Birch Ltd');
    const branches = [
      'Branch id,Provider id,Name,Postcode,Source,Source date,Rating',
      '1-101,1-100,Amber North,LE11 3TU,Report 7,01/02/2026,Good',
      '1-201,1-200,Birch,LE11 3TU,Report 8,01/02/2026,',
      '1-301,1-999,Cedar,LE11 3TU,Report 9,01/02/2026,',
    ];
    expect((await importing.run('branches', branches.join('\n'))).counts).toMatchObject({
      added: 2,
      refused: 1,
    });
    const contracts = [
      'Contract reference,Branch id,Lot,Tier,Rank,Lowest hourly rate,Start,End',
      'C-1,1-101,l1,1,1,21.50,01/04/2024,',
      'C-2,1-101,L1,1,1,21.50,01/04/2025,31/03/2026',
      'C-3,1-777,L9,11,1,21.50,45383,',
    ];
    expect(await importing.told((await importing.run('contracts', contracts.join('\n'))).id)).toEqual([
      '2 added',
      '3 refused | row: The branch has another contract in this lot at the same time.',
      '4 refused | Tier: Enter a whole number from 1 to 9.',
    ]);
    const subcontract = 'Reference,Branch id,Delivering branch,Lot,Start\nS-1,1-101,1-201,L1,01/04/2024';
    expect((await importing.run('subcontracts', subcontract)).counts.added).toBe(1);
    await importing.run(
      'capacity',
      'Branch id,Lot,Spare hours,Bands\n1-101,L1,42.5,breakfast; tea\n1-201,L1,7:30,all',
    );
    expect(await world.rows('SELECT spare_minutes FROM capacity')).toEqual([{ spare_minutes: 2_550 }]);

    await world.aRestriction({
      by: commissioner,
      branchId: '1-101',
      from: '2026-01-10T00:00:00Z',
      conditions: [
        { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
        { kind: 'no_new_people' },
      ],
    });
    const care = [
      'Care reference,Case number,Branch id,Delivering branch id,Start date,Visits,Hours a week,This size since,Earlier sizes,Hourly rate',
      'SP-1,P-1,1-101,,06/01/2025,daily breakfast 60,7,01/02/2026,06/01/2025 = 3.5,22.40',
      'SP-2,p-2,1-101,,01/02/2026,"Mon, Wed lunch 45 x2",3,01/02/2026,,22.40',
      'SP-3,P-7,1-101,1-201,06/01/2025,"daily breakfast 30, personal care",3.5,,,22.40',
      'SP-4,P-404,1-888,,06/01/2027,daily breakfast,99,,,0',
      'sp 1,P-1,1-101,,06/01/2025,daily breakfast 60,7,,,22.40',
    ].join('\n');
    const checked = await importing.check('care', care);
    expect(await importing.told(checked.id)).toEqual([
      '2 add',
      '3 add',
      '4 add',
      expect.stringMatching(/^5 refused .*begins after today.*Hourly rate: The amount is above 0/),
      expect.stringContaining('6 refused | row: Row 2 has the same reference'),
    ]);
    const notes = (await importing.rows(checked.id)).map((row) =>
      row.notes.map(({ sentence }) => sentence).join(' '),
    );
    expect(notes).toEqual([
      '',
      expect.stringContaining('breach of restriction'),
      expect.stringContaining('smallest known size'),
      '',
      '',
    ]);
    await world.get(StartImport).execute(commissioner.caller, checked.id);
    await importing.batches(checked.id);
    const placements = await world.rows(
      `SELECT p.branch_id, p.delivering_branch_id, p.weekly_minutes, p.started_at, k.status, k.reference, p.version,
              ARRAY(SELECT weekly_minutes FROM placement_size s WHERE s.placement_id = p.id ORDER BY version) AS sizes
       FROM placement p JOIN package k ON k.id = p.package_id ORDER BY k.reference`,
    );
    expect(placements).toMatchObject([
      {
        branch_id: '1-101',
        weekly_minutes: 420,
        started_at: new Date('2025-01-06T07:00:00Z'),
        status: 'live',
        version: 2,
        sizes: [210, 420],
      },
      { weekly_minutes: 180, started_at: new Date('2026-02-01T12:00:00Z'), sizes: [180] },
      { delivering_branch_id: '1-201', weekly_minutes: 210, reference: 'HW-000003' },
    ]);
    expect(await world.rows('SELECT 1 FROM broadcast UNION ALL SELECT 1 FROM invitation')).toEqual([]);
    // SP-1 grew by exactly the limit, which is no breach. SP-2 began for a new person.
    const concerns = await world.rows('SELECT kind, branch_id, owner_id FROM concern');
    expect(concerns).toEqual([{ kind: 'condition_breach', branch_id: '1-101', owner_id: commissioner.id }]);
    const grown = await headRooms(world.reader, '1-101', authorityId);
    expect(grown).toMatchObject({ 'P-1': 0, 'P-2': 210 });
    expect((await importing.check('care', care)).counts).toMatchObject({ there: 3, refused: 2 });
  });

  it('stops, goes on, is written once by workers at the same time, and is taken back until something is built on it', async () => {
    const rows = Array.from(
      { length: 1_200 },
      (_, n) => `Q-${n};Ann ${String.fromCharCode(97 + (n % 26))}${n};Quill${n * 7};;;1 Lane;LE11 3TU;;`,
    );
    const { id } = await importing.check('people', [PEOPLE, ...rows].join('\n'));
    const continueImport = world.get(ContinueImport);
    await world.get(StartImport).execute(commissioner.caller, id);
    await continueImport.execute(id);
    const stopped = await world.get(StopImport).execute(commissioner.caller, id);
    expect(stopped).toMatchObject({ status: 'stopped', doneRows: 500, counts: { added: 500, add: 700 } });
    expect(await continueImport.execute(id)).toBe('nothing to do');
    await world.get(StartImport).execute(commissioner.caller, id);
    await Promise.all(Array.from({ length: 4 }, () => importing.batches(id)));
    expect(await importing.view(id)).toMatchObject({
      status: 'done',
      doneRows: 1_200,
      counts: { added: 1_200 },
    });
    expect(await world.rows(`SELECT count(*)::int AS n FROM person WHERE reference LIKE 'Q-%'`)).toEqual([
      { n: 1_200 },
    ]);

    const care =
      'Care reference,Case number,Branch id,Start date,Visits,Hourly rate\nT-1,Q-1,1-201,06/01/2025,daily tea 30,22';
    const own = await importing.run('care', care);
    const takeBack = world.get(TakeBackImport);
    await expect(takeBack.execute(commissioner.caller, id)).rejects.toMatchObject({
      code: 'import_built_on',
      facts: { records: 1 },
    });
    expect(await takeBack.execute(commissioner.caller, own.id)).toMatchObject({ status: 'taken_back' });
    expect(await takeBack.execute(commissioner.caller, id)).toMatchObject({ status: 'taken_back' });
    expect(await world.rows(`SELECT 1 FROM person WHERE reference LIKE 'Q-%'`)).toEqual([]);
    expect(await world.rows('SELECT 1 FROM imported_record WHERE import_id = $1', [id])).toEqual([]);
    expect((await importing.check('care', care)).counts).toMatchObject({ refused: 1 });
    const stranger = await world.aUser({ role: 'commissioner' });
    await expect(world.get(StopImport).execute(stranger.caller, id)).rejects.toMatchObject({
      code: 'import_not_found',
    });
  });

  it('of people stays while a later confirmation that two people differ rests on it', async () => {
    const { id } = await importing.run(
      'people',
      [PEOPLE, 'D-1;Dora;Quince;1941;;1 Lane;LE11 3TU;;'].join('\n'),
    );
    world.clock.pass({ minutes: 1 });
    const [imported] = await world.rows<{ id: string }>(`SELECT id FROM person WHERE reference = 'D-1'`);
    const other = await world.get(RecordPerson).execute(commissioner.caller, {
      ...{ reference: 'D-2', givenName: 'Dora', familyName: 'Quince', bornOn: '1941', nhsNumber: null },
      ...{ addressLines: ['1 Lane'], postcode: 'LE11 3TU', livesAlone: false, distinctFrom: [imported!.id] },
    });
    const takingBack = world.get(TakeBackImport).execute(commissioner.caller, id);
    await expect(takingBack).rejects.toMatchObject({ code: 'import_built_on', facts: { records: 1 } });
    const kept = 'SELECT 1 FROM person_distinction WHERE person_id = $1 AND other_person_id = $2';
    expect(await world.rows(kept, [other.id, imported!.id])).toHaveLength(1);
    // The function that deletes refuses too, for a confirmation that is recorded at the same moment.
    await expect(
      world.rows(
        `SELECT set_config('homeward.authorities', (SELECT authority_id::text FROM import_file WHERE id = $1), false), import_take_back($1)`,
        [id],
      ),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it('of the directory takes home care branches in the lots, and leaves out what is damaged', async () => {
    const other = await world.aUser({ role: 'commissioner' });
    const { authorityId: own } = other.actor as { authorityId: string };
    const council = new Importing(world, other);
    await world.aLot({ authorityId: own, areas: ['LE10', 'LE13', 'LE15', 'LE18'] });
    const file = await readFile(path.resolve(__dirname, '../../fixtures/cqc-directory-synthetic.csv'));
    const checked = await council.check('directory', file);
    expect(checked).toMatchObject({ status: 'checked', rowCount: 8 });
    expect((await council.told(checked.id)).filter((told) => told.includes('on a day to come'))).toHaveLength(
      4,
    );

    // The file was produced on 19 August 2026.
    world.clock.set(new Date('2026-08-20T09:00:00Z'));
    expect(await council.told((await council.run('directory', file)).id)).toMatchInlineSnapshot(`
      [
        "6 left_out",
        "7 added",
        "8 added",
        "9 left_out",
        "10 refused | Postcode: This cell is empty.",
        "11 added",
        "12 refused | row: Row 6 has the same reference. Capital letters, blanks and dashes do not make a difference.",
        "13 added",
      ]
    `);
    const added = await world.rows(
      `SELECT name, postcode FROM branch WHERE id LIKE '1-99901%' OR id = 'RXX01' ORDER BY id`,
    );
    expect(added).toMatchInlineSnapshot(`
      [
        {
          "name": "O'Dowd & Daughters, Care at Home",
          "postcode": "LE10 0AA",
        },
        {
          "name": "Siân's Care",
          "postcode": "LE13 1AB",
        },
        {
          "name": "=HYPERLINK("http://example.org")",
          "postcode": "LE18 2AA",
        },
        {
          "name": "Short Id Care",
          "postcode": "LE15 6HP",
        },
      ]
    `);
  });
});
