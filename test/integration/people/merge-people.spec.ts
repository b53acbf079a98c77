import { CreatePackage } from '#brokerage/packages/create-package';
import { ChangePerson } from '#brokerage/people/change-person';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { MergePeople } from '#brokerage/people/merge-people';
import { personByReference, peoplePage } from '#brokerage/people/people.queries';
import { SearchPeople } from '#brokerage/people/search-people';
import { readPerson, readSearch } from '#brokerage/people/steps/read-person';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import type { PersonEntity } from '#brokerage/rows/person.entity';
import { Database, type Tx } from '#platform/database/database';
import { tenantOf } from '#platform/database/tenant';
import { staff } from '#brokerage/access/scope';
import type { DomainError } from '#domain/domain-error';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('two records of one person', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const merge = (by: TestUser, kept: string, other: string, versions: [number, number] = [1, 1]) =>
    world.get(MergePeople).execute(by.caller, {
      personId: kept,
      version: versions[0],
      otherPersonId: other,
      otherVersion: versions[1],
    });
  const refusal = (attempt: Promise<unknown>): Promise<DomainError> =>
    attempt.then(
      () => expect('it was accepted').toBe('a refusal') as never,
      (error: unknown) => error as DomainError,
    );
  const inTransaction = <T>(by: TestUser, work: (tx: Tx) => Promise<T>): Promise<T> =>
    world.get(Database).transaction(tenantOf(by.caller.actor), work);
  const read = (by: TestUser, id: string) =>
    inTransaction(by, (tx) =>
      readPerson(tx, staff(by.caller.actor), id, { at: world.clock.now(), purpose: 'test' }),
    );

  async function twoRecords(given: [Partial<PersonEntity>, Partial<PersonEntity>] = [{}, {}]) {
    const officer = await world.aUser({ role: 'officer' });
    const authorityId = staff(officer.caller.actor).authorityId;
    const kept = await world.aPerson({ authorityId, ...given[0] });
    const other = await world.aPerson({ authorityId, ...given[1] });
    return { officer, authorityId, kept, other };
  }

  it('become one: growth limits count the care of both together', async () => {
    const { lot, officer, winner, placement } = await world.aPlacement({ branches: 1 });
    const second = await world.aPlacement({ lot, officer, branches: [winner] });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const conditions = [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }] as const;
    await world.aRestriction({ by: commissioner, branchId: winner.branch.id, conditions });
    const longer = (minutes: number) =>
      VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + minutes }));
    const vary = (given: { id: string; version: number }) =>
      world.get(VaryPlacement).execute(officer.caller, {
        placementId: given.id,
        version: given.version,
        visits: longer(15),
        reason: 'Needs more time',
      });
    await vary(placement); // 7 visits of 15 minutes twice: exactly 210 minutes
    await merge(officer, second.placement.personId, placement.personId);
    expect(await refusal(vary(second.placement))).toMatchObject({ code: 'variation_refused' });
    const rows = await world.rows(
      'SELECT person_id, person_as_recorded FROM placement WHERE delivering_branch_id = $1 ORDER BY id',
      [winner.branch.id],
    );
    expect(rows).toEqual([
      { person_id: second.placement.personId, person_as_recorded: placement.personId },
      { person_id: second.placement.personId, person_as_recorded: null },
    ]);
    expect(await world.eventsOf(second.placement.personId)).toContain('person.merged');
  });

  it('keep exclusions and packages of both, and what only the other record knew', async () => {
    const { officer, kept, other, authorityId } = await twoRecords([
      { bornOn: '1941' },
      { bornOn: '1941-05-06', nhsNumber: '943 476 5919' },
    ]);
    const { branch } = await world.aProviderWithBranch({});
    const exclusion = { branchId: branch.id, reason: "O'Brien <b> 李" };
    await world.get(ExcludeBranch).execute(officer.caller, { personId: other.id, ...exclusion });
    await merge(officer, kept.id, other.id);
    expect(await read(officer, kept.id)).toMatchObject({
      reference: kept.reference,
      bornOn: '1941-05-06',
      nhsNumber: '943 476 5919',
      exclusions: [{ reason: "O'Brien <b> 李" }],
      mergedReferences: [other.reference],
      version: 2,
    });
    expect((await peoplePage(world.reader, authorityId, {})).items.map(({ id }) => id)).toEqual([kept.id]);
  });

  it('are found as the kept record, by either case number and by search', async () => {
    const { officer, kept, other, authorityId } = await twoRecords([
      { familyName: 'Wolds' },
      { familyName: 'Wolds' },
    ]);
    await merge(officer, kept.id, other.id);
    for (const { reference } of [kept, other])
      expect(await personByReference(world.reader, authorityId, reference)).toMatchObject({ id: kept.id });
    for (const text of ['Wolds', other.reference]) {
      const { id, found } = await world.get(SearchPeople).execute(officer.caller, { text });
      expect(found).toBe(1);
      const reading = { at: world.clock.now(), purpose: 'test' };
      const search = await inTransaction(officer, (tx) =>
        readSearch(tx, staff(officer.caller.actor), id, reading),
      );
      expect(search.people.map(({ reference }) => reference)).toEqual([kept.reference]);
    }
  });

  it('lead from the other record to the kept one, also after a second merge, and take no new work', async () => {
    const { officer, kept, other, authorityId } = await twoRecords();
    await world.aLot({ authorityId });
    const third = await world.aPerson({ authorityId });
    await merge(officer, kept.id, other.id);
    await merge(officer, third.id, kept.id, [1, 2]);
    const merged = { code: 'person_merged', facts: { personId: third.id } };
    const { caller } = officer;
    const pkg = { personId: other.id, urgency: 'routine', visits: VISITS, needs: [], note: null } as const;
    const details = { ...other, nhsNumber: null, personId: other.id, version: 2 };
    expect(await refusal(read(officer, other.id))).toMatchObject(merged);
    expect(await refusal(world.get(CreatePackage).execute(caller, pkg))).toMatchObject(merged);
    expect(await refusal(world.get(ChangePerson).execute(caller, details))).toMatchObject(merged);
    expect(await refusal(merge(officer, other.id, third.id, [2, 2]))).toMatchObject(merged);
    expect(await refusal(merge(officer, third.id, third.id))).toMatchObject({
      code: 'person_merge_refused',
      facts: { faults: [{ code: 'same_record' }] },
    });
  });

  it('stay two while work is out with branches, or while numbers and births contradict', async () => {
    const { officer, pkg } = await world.aBroadcastOpen({ branches: 1 });
    const { authorityId } = staff(officer.caller.actor);
    const other = await world.aPerson({ authorityId, bornOn: '1901' });
    expect(await refusal(merge(officer, other.id, pkg.personId))).toMatchObject({
      code: 'person_merge_refused',
      facts: {
        faults: [{ code: 'births_differ' }, { code: 'work_out_with_branches', packageIds: [pkg.id] }],
      },
    });
    expect(
      await world.rows('SELECT id FROM person WHERE merged_into_id IS NOT NULL AND id = $1', [pkg.personId]),
    ).toEqual([]);
  });

  it('are unknown to another authority, and a stale version is refused', async () => {
    const { officer, kept, other } = await twoRecords();
    const stranger = await twoRecords();
    expect(await refusal(merge(officer, kept.id, stranger.kept.id))).toMatchObject({
      code: 'person_not_found',
    });
    expect(await refusal(merge(stranger.officer, kept.id, other.id))).toMatchObject({
      code: 'person_not_found',
    });
    expect(await refusal(merge(officer, kept.id, other.id, [1, 2]))).toMatchObject({ code: 'version_stale' });
  });

  it('are merged once if ten officers merge them both ways at the same moment', async () => {
    const { officer, kept, other, authorityId } = await twoRecords();
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 ? merge(officer, kept.id, other.id) : merge(officer, other.id, kept.id),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [(answer.reason as DomainError).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['person_merged']));
    const rows = await world.rows(
      'SELECT count(*)::int AS standing FROM person WHERE authority_id = $1 AND merged_into_id IS NULL',
      [authorityId],
    );
    expect(rows).toEqual([{ standing: 1 }]);
  });

  it('leave no package behind if packages are created for the other record at the same moment', async () => {
    const { officer, kept, other, authorityId } = await twoRecords();
    await world.aLot({ authorityId });
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () => world.aPackage({ by: officer, personId: other.id })),
      merge(officer, kept.id, other.id),
      ...Array.from({ length: 5 }, () => world.aPackage({ by: officer, personId: other.id })),
    ]);
    const rows = await world.rows('SELECT id FROM package WHERE person_id = $1', [other.id]);
    expect(rows).toEqual([]);
    expect(await refusal(read(officer, other.id))).toMatchObject({ code: 'person_merged' });
  });
});
