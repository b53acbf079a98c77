import { AllowBranch } from '#brokerage/people/allow-branch';
import { ChangePerson } from '#brokerage/people/change-person';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { peoplePage, personByReference } from '#brokerage/people/people.queries';
import { readPerson } from '#brokerage/people/steps/read-person';
import { RecordPerson } from '#brokerage/people/record-person';
import type { StaffActor } from '#contracts/roles-and-actors';
import type { PersonDetails, PersonView } from '#contracts/people';
import { tenantOf } from '#platform/database/tenant';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('people', () => {
  let world: World;
  let authorityId: string;
  let officer: TestUser;
  let stranger: TestUser;
  beforeAll(async () => {
    world = await World.open();
    authorityId = (await world.anAuthority({ isDemonstration: true })).id;
    officer = await world.aUser({ role: 'officer', authorityId });
    stranger = await world.aUser({ role: 'officer' });
  });
  afterAll(() => world.close());

  const details = (given: Partial<PersonDetails> = {}): PersonDetails => ({
    reference: `LCC-${world.next()}`,
    givenName: 'Ada',
    familyName: `Example ${world.next()}${world.next()}`,
    bornOn: null,
    nhsNumber: null,
    addressLines: ['1 High Street'],
    postcode: 'le113tu',
    livesAlone: true,
    ...given,
  });

  const record = (given: Partial<PersonDetails> = {}, caller = officer.caller) =>
    world.get(RecordPerson).execute(caller, details(given));

  const read = (id: string, by = officer, purpose = 'test'): Promise<PersonView> =>
    world
      .get(Database)
      .transaction(tenantOf(by.actor), (tx) =>
        readPerson(tx, by.actor as StaffActor, id, { at: world.clock.now(), purpose }),
      );

  const readsOf = (personId: string) =>
    world.rows(
      'SELECT user_id, authority_id, at, purpose FROM person_read WHERE person_id = $1 ORDER BY id',
      [personId],
    );

  it.each(["O'Brien <b>", '李', 'Ærøskøbing-Łódź', '🙂 "; DROP TABLE person; --'])(
    'keep the name %s exactly',
    async (familyName) => {
      const { id } = await record({ familyName });
      expect(await read(id)).toMatchObject({ familyName });
    },
  );

  it('are recorded with what has a written form in it', async () => {
    const given = details({ nhsNumber: '999 000 0018' });
    const { id, version } = await world.get(RecordPerson).execute(officer.caller, given);

    expect(version).toBe(1);
    expect(await read(id)).toEqual({
      ...given,
      nhsNumber: '999 000 0018',
      postcode: 'LE11 3TU',
      id,
      version: 1,
      exclusions: [],
      mergedReferences: [],
    });
  });

  it('are refused with every fault', async () => {
    const wrong = { bornOn: '2026-03-03', nhsNumber: '9990000019', postcode: 'LE11', addressLines: [' '] };
    const refusal = await record(wrong).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'person_invalid' });
    const { faults } = (refusal as { facts: { faults: { code: string }[] } }).facts;
    expect(faults.map(({ code }) => code)).toEqual([
      'birth_out_of_range',
      'nhs_number_invalid',
      'address_missing',
      'postcode_invalid',
    ]);
  });

  it.each(['LCC-F 1', 'lcc-f1', 'LCC F1'])('are found by the reference as it is typed: %s', async (typed) => {
    const own = await world.aUser({ role: 'officer' });
    const { id } = await record({ reference: 'LCC-F1' }, own.caller);
    const { authorityId: authority } = own.actor as StaffActor;
    expect(await personByReference(world.reader, authority, typed)).toMatchObject({
      id,
      reference: 'LCC-F1',
    });
    await expect(personByReference(world.reader, authority, 'LCC-F2')).rejects.toMatchObject({
      code: 'person_not_found',
    });
  });

  it('have a reference each, of their own authority', async () => {
    await record({ reference: 'LCC-TAKEN' });
    await expect(record({ reference: 'LCC-TAKEN' })).rejects.toMatchObject({
      code: 'person_reference_taken',
    });
    await expect(record({ reference: 'LCC-TAKEN' }, stranger.caller)).resolves.toBeDefined();
  });

  it('are recorded once for a key, which keeps none of their details', async () => {
    const caller = { ...officer.caller, requestKey: world.aKey() };
    const command = details({ familyName: 'Findable' });
    const recording = () => world.get(RecordPerson).execute(caller, command);
    const answers = await Promise.all([recording(), recording(), recording()]);

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expect(world.get(RecordPerson).execute(caller, details())).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const kept = await world.rows(`SELECT * FROM request_key WHERE key = $1`, [caller.requestKey]);
    const events = await world.rows(`SELECT * FROM event WHERE subject_id = $1`, [answers[0].id]);
    expect(events).toHaveLength(1);
    expect(JSON.stringify([kept, events])).not.toMatch(/Findable|High Street|LE11/);
  });

  it('are read by their own authority only, and every read is recorded', async () => {
    const { id } = await record();
    await expect(read(id, stranger)).rejects.toMatchObject({ code: 'person_not_found' });
    await read(id, officer, 'GET /v1/people/:id');

    expect(await readsOf(id)).toEqual([
      {
        user_id: officer.id,
        authority_id: authorityId,
        at: world.clock.now(),
        purpose: 'GET /v1/people/:id',
      },
    ]);
  });

  it('are not read where the read cannot be recorded', async () => {
    const { id } = await record();
    const nobody = {
      ...officer,
      actor: { ...officer.actor, userId: '00000000-0000-0000-0000-000000000000' },
    };
    await expect(read(id, nobody)).rejects.toThrow(/fk_person_read_user/);
  });

  it('change from their present version, in their own authority', async () => {
    const { id } = await record();
    const taken = await record({ reference: 'LCC-OTHER' });
    const change = (given: object, caller = officer.caller) =>
      world.get(ChangePerson).execute(caller, { ...details(), personId: id, version: 1, ...given });

    await expect(change({}, stranger.caller)).rejects.toMatchObject({ code: 'person_not_found' });
    await expect(change({ reference: 'LCC-OTHER' })).rejects.toMatchObject({
      code: 'person_reference_taken',
    });
    await expect(change({ postcode: '' })).rejects.toMatchObject({ code: 'person_invalid' });
    expect(await change({ familyName: 'Renamed', nhsNumber: null })).toEqual({ id, version: 2 });
    await expect(change({})).rejects.toMatchObject({ code: 'version_stale', facts: { current: 2 } });
    expect(await read(id)).toMatchObject({ familyName: 'Renamed', nhsNumber: null, version: 2 });
    expect(await world.eventsOf(id)).toEqual(['person.recorded', 'person.changed']);
    expect(taken.version).toBe(1);
  });

  it('exclude a branch with a reason, and allow it again', async () => {
    const { id } = await record();
    const { branch } = await world.aProviderWithBranch();
    const exclusion = { personId: id, branchId: branch.id };
    const exclude = (reason: string, given: object = {}, caller = officer.caller) =>
      world.get(ExcludeBranch).execute(caller, { ...exclusion, reason, ...given });
    const allow = (caller = officer.caller) => world.get(AllowBranch).execute(caller, exclusion);

    await expect(exclude('x', {}, stranger.caller)).rejects.toMatchObject({ code: 'person_not_found' });
    await expect(exclude('x', { branchId: '1-0' })).rejects.toMatchObject({ code: 'branch_not_found' });
    await exclude('Missed visits');
    await exclude('Missed visits, twice');
    expect((await read(id)).exclusions).toMatchObject([
      { branchId: branch.id, branchName: branch.name, reason: 'Missed visits, twice' },
    ]);

    await expect(allow(stranger.caller)).rejects.toMatchObject({ code: 'person_not_found' });
    await allow();
    await allow();
    expect((await read(id)).exclusions).toEqual([]);
    expect(await world.eventsOf(id)).toEqual([
      'person.recorded',
      'person.excluded_branch',
      'person.excluded_branch',
      'person.allowed_branch',
    ]);
  });

  it('are listed without names, newest first, page by page', async () => {
    const own = await world.aUser({ role: 'officer' });
    const authority = (own.actor as StaffActor).authorityId;
    for (const reference of ['P-1', 'P-2', 'P-3']) await record({ reference }, own.caller);

    const first = await peoplePage(world.reader, authority, { limit: 2 });
    const second = await peoplePage(world.reader, authority, { limit: 2, after: first.next! });

    expect([...first.items, ...second.items].map(({ reference }) => reference)).toEqual([
      'P-3',
      'P-2',
      'P-1',
    ]);
    expect(second.next).toBeNull();
    expect(Object.keys(first.items[0]!).toSorted()).toEqual([
      'id',
      'livesAlone',
      'postcodeDistrict',
      'reference',
    ]);
    expect(first.items[0]).toMatchObject({ postcodeDistrict: 'LE11' });
    await expect(peoplePage(world.reader, authority, { after: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });
});
