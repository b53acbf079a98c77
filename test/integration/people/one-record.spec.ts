import { ChangePerson } from '#brokerage/people/change-person';
import { RecordPerson } from '#brokerage/people/record-person';
import type { PersonSaved, PersonToRecord } from '#contracts/people';
import type { DomainError } from '#domain/domain-error';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const NHS = '943 476 5919';

describe('one person has one record', () => {
  let world: World;
  let officer: TestUser;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    officer = await world.aUser({ role: 'officer' });
  });

  const details = (given: Partial<PersonToRecord> = {}): PersonToRecord => ({
    reference: `P-${world.next()}`,
    givenName: 'Margaret',
    familyName: 'Smith',
    bornOn: '1938-03-14',
    nhsNumber: null,
    addressLines: ['1 High Street'],
    postcode: 'LE11 3TU',
    livesAlone: true,
    ...given,
  });
  const record = (given: Partial<PersonToRecord> = {}): Promise<PersonSaved> =>
    world.get(RecordPerson).execute(officer.caller, details(given));
  const refusal = (attempt: Promise<unknown>): Promise<DomainError> =>
    attempt.then(
      () => expect('it was accepted').toBe('a refusal') as never,
      (error: unknown) => error as DomainError,
    );

  it('refuses a second record with the NHS number, and names the first', async () => {
    const first = await record({ nhsNumber: NHS });
    const other = { givenName: 'Bob', familyName: 'Other', bornOn: '1950' };
    expect(await refusal(record({ ...other, nhsNumber: '9434765919' }))).toMatchObject({
      code: 'person_nhs_number_taken',
      facts: { personId: first.id },
    });
    const { id } = await record(other);
    const change = { personId: id, version: 1, ...details({ ...other, nhsNumber: NHS }) };
    expect(await refusal(world.get(ChangePerson).execute(officer.caller, change))).toMatchObject({
      code: 'person_nhs_number_taken',
      facts: { personId: first.id },
    });
    officer = await world.aUser({ role: 'officer' });
    expect(await record({ nhsNumber: NHS })).toMatchObject({ version: 1 });
  });

  it('makes one record of ten officers who record one NHS number at the same moment', async () => {
    const tries = Array.from({ length: 10 }, (_, n) =>
      record({ nhsNumber: NHS, givenName: `Given${n}`, familyName: `Family${n}`, bornOn: null }),
    );
    const settled = await Promise.allSettled(tries);
    const codes = settled.map((one) =>
      one.status === 'fulfilled' ? 'done' : (one.reason as DomainError).code,
    );
    expect(codes.toSorted()).toEqual(['done', ...Array<string>(9).fill('person_nhs_number_taken')]);
  });

  it('asks one of two officers who record one name at the same moment', async () => {
    const settled = await Promise.allSettled([record(), record({ familyName: 'Smyth' })]);
    const codes = settled.map((one) =>
      one.status === 'fulfilled' ? 'done' : (one.reason as DomainError).code,
    );
    expect(codes.toSorted()).toEqual(['done', 'person_may_be_recorded']);
  });

  it('has an NHS number once also for a write that no act checks', async () => {
    const { actor } = officer;
    const authorityId = actor.kind === 'staff' ? actor.authorityId : '';
    await world.aPerson({ authorityId, nhsNumber: NHS });
    await expect(world.aPerson({ authorityId, nhsNumber: NHS })).rejects.toThrow(/uq_person_nhs_number/);
  });

  it.each([
    { why: 'the same', given: {}, likenesses: ['name_and_birth'] },
    {
      why: 'misspelt, only the year',
      given: { familyName: 'Smyth', bornOn: '1938' },
      likenesses: ['name_and_birth'],
    },
    { why: 'the birth not known', given: { bornOn: null }, likenesses: ['name'] },
    { why: 'an accent', given: { givenName: 'Márgaret' }, likenesses: ['name_and_birth'] },
  ])('asks about a similar name: $why', async ({ given, likenesses }) => {
    const first = await record();
    expect(await refusal(record(given))).toMatchObject({
      code: 'person_may_be_recorded',
      facts: { similar: [{ personId: first.id, likenesses }] },
    });
  });

  it.each(['las 7', 'LAS-7', 'LAS\u200B-7', 'Las\u00A0–7'])(
    'asks about the case number “%s” beside LAS-7',
    async (reference) => {
      await record({ reference: 'LAS-7', givenName: 'Bob', bornOn: '1950' });
      const expected = reference === 'LAS-7' ? 'person_reference_taken' : 'person_may_be_recorded';
      expect((await refusal(record({ reference }))).code).toBe(expected);
    },
  );

  it('records another person after the confirmation, which is kept, and asks about the two no more', async () => {
    const first = await record();
    const second = await record({ distinctFrom: [first.id] });
    expect(
      await world.rows(
        'SELECT person_id, other_person_id, confirmed_by FROM person_distinction WHERE person_id = $1',
        [second.id],
      ),
    ).toEqual([{ person_id: second.id, other_person_id: first.id, confirmed_by: officer.id }]);
    expect(await world.eventsOf(second.id)).toEqual(['person.recorded', 'person.distinguished']);
    const changed = { ...details({ givenName: 'Margret' }), personId: first.id, version: 1 };
    expect(await world.get(ChangePerson).execute(officer.caller, changed)).toMatchObject({ version: 2 });
  });

  it('asks when a change makes two records alike, and not when only the address changes', async () => {
    const first = await record();
    const { id } = await record({ givenName: 'Bob' });
    const change = (given: Partial<PersonToRecord>, version: number): Promise<PersonSaved> =>
      world
        .get(ChangePerson)
        .execute(officer.caller, { ...details({ reference: 'P-X', ...given }), personId: id, version });
    expect((await refusal(change({}, 1))).facts).toMatchObject({ similar: [{ personId: first.id }] });
    expect(await change({ distinctFrom: [first.id] }, 1)).toMatchObject({ version: 2 });
    expect(await change({ addressLines: ['2 High Street'] }, 2)).toMatchObject({ version: 3 });
  });

  it('keeps a person with one name, and with a birth that is known in part', async () => {
    const { id } = await record({ givenName: '', familyName: 'Suharto', bornOn: '1938-03' });
    expect(
      await world.rows('SELECT given_name, family_name, born_on, name_key FROM person WHERE id = $1', [id]),
    ).toEqual([{ given_name: '', family_name: 'Suharto', born_on: '1938-03', name_key: 'suharto' }]);
  });

  it('refuses the NHS numbers of tests outside the demonstration', async () => {
    expect(await refusal(record({ nhsNumber: '999 000 0018' }))).toMatchObject({
      code: 'person_invalid',
      facts: { faults: [{ code: 'nhs_number_never_issued' }] },
    });
  });
});
