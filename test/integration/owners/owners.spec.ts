import { v7 as uuid } from 'uuid';
import { ChangeUser } from '#brokerage/identity/change-user';
import { absencesIn } from '#brokerage/identity/absences.queries';
import { DisableUser } from '#brokerage/identity/disable-user';
import { openWorkOf } from '#brokerage/identity/open-work.queries';
import { EndAbsence } from '#brokerage/identity/end-absence';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { ChangeTeam, RecordTeam, RemoveTeam } from '#brokerage/identity/record-team';
import { teamsIn } from '#brokerage/identity/teams.queries';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { forgotten } from '#brokerage/monitoring/watchdog.queries';
import { AssignWork } from '#brokerage/owners/assign-work';
import { GiveAllWork, GiveWork } from '#brokerage/owners/give-work';
import { workOwner } from '#brokerage/owners/owners.queries';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import { RequestVariation } from '#brokerage/placements/request-variation';
import type { BoardQueue } from '#contracts/board';
import { OWNER_ROLES, type SeenWork, type WorkKind } from '#contracts/open-work';
import { londonDate } from '#domain/time/london';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { aSuspendedBranch, started } from '../../support/builders/reallocations.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { nothingForgotten } from '../../support/invariants/pending-work.js';
import { World } from '../../support/world.js';

/** Monday, 2 March 2026, at 09:00 in London. */
const MONDAY = '2026-03-02T09:00:00Z';

describe('open work has an owner', () => {
  let world: World;
  let authorityId: string;
  let lot: Awaited<ReturnType<World['aLot']>>;
  let administrator: TestUser;
  beforeAll(async () => {
    world = await World.open();
  });
  beforeEach(async () => {
    world.clock.set(MONDAY);
    lot = await world.aLot();
    authorityId = lot.authorityId;
    administrator = await world.aUser({ role: 'administrator', authorityId });
  });
  afterAll(() => world.close());

  const staff = (role: TestUser['role'] = 'officer', name?: string) =>
    world.aUser({ role, authorityId, ...(name !== undefined && { name }) });
  const draft = async (by: TestUser) => (await world.aPackage({ by })).id;
  const seen = (kind: WorkKind, id: string, from: TestUser | null): SeenWork => ({
    kind,
    id,
    fromId: from?.id ?? null,
  });
  const assign = (by: TestUser, work: SeenWork, to: TestUser) =>
    world.get(AssignWork).execute(by.caller, { ...work, ownerId: to.id });
  const ownerOf = async (kind: WorkKind, id: string) =>
    (await workOwner(world.reader, authorityId, { kind, id }, world.clock.now())).ownerId;
  const today = () => londonDate(world.clock.now());
  const away = async (by: TestUser, deputy: TestUser, firstOn = today(), lastOn = firstOn, user = by) =>
    world.get(RecordAbsence).execute(by.caller, {
      ...(user.id !== by.id && { userId: user.id }),
      deputyId: deputy.id,
      firstOn,
      lastOn,
    });
  const board = (reader: TestUser, queue: BoardQueue) =>
    boardOf(world.reader, authorityId, { readerId: reader.id, queue }, world.clock.now());
  const disable = (user: TestUser) =>
    world.get(DisableUser).execute(administrator.caller, { userId: user.id });
  const aConcern = async (branchId: string, ownerId: string | null) => {
    const id = uuid();
    await world.rows(
      `INSERT INTO concern (id, authority_id, branch_id, kind, owner_id, at) VALUES ($1, $2, $3, 'hand_back', $4, $5)`,
      [id, authorityId, branchId, ownerId, world.clock.now()],
    );
    return id;
  };
  /** Records a difference between figures, without an owner. Returns its id. */
  const aDifference = async (byId: string) => {
    const [id, comparisonId] = [uuid(), uuid()];
    await world.rows('INSERT INTO reconciliation (id, authority_id, day, made_by) VALUES ($1, $2, $3, $4)', [
      comparisonId,
      authorityId,
      today(),
      byId,
    ]);
    await world.rows(
      `INSERT INTO care_difference (id, authority_id, found_in, seen_in, kind, key, found_at, due_at)
       VALUES ($1, $2, $3, $3, 'total', 'L1', $4, $4)`,
      [id, authorityId, comparisonId, world.clock.now()],
    );
    return id;
  };
  const nothingIsForgotten = async () => {
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
    expect(await nothingForgotten((...asked) => world.rows(...asked), world.clock.now())).toEqual([]);
  };

  it('can be taken and given, with the user, the earlier owner and the time', async () => {
    const [ann, bob] = [await staff('officer', 'Ann'), await staff('officer', 'Bob')];
    const id = await draft(ann);
    expect(await assign(bob, seen('package', id, ann), bob)).toMatchObject({ ownerId: bob.id });
    world.clock.pass({ hours: 1 });
    await assign(ann, seen('package', id, bob), ann);
    const { changes } = await workOwner(
      world.reader,
      authorityId,
      { kind: 'package', id },
      world.clock.now(),
    );
    expect(changes).toEqual([
      { at: '2026-03-02T10:00:00.000Z', fromName: 'Bob', toName: 'Ann', byName: 'Ann' },
      { at: '2026-03-02T09:00:00.000Z', fromName: 'Ann', toName: 'Bob', byName: 'Bob' },
    ]);
    // Giving work to the user who has it changes nothing.
    await assign(bob, seen('package', id, bob), ann);
    expect(await world.eventsOf(id)).toEqual([
      'package.created',
      'package.handed_over',
      'package.handed_over',
    ]);
  });

  it('is refused to users who may not do it, for work that is over, and for a stale owner', async () => {
    const [ann, bob, gone] = [await staff(), await staff(), await staff()];
    const id = await draft(ann);
    const work = seen('package', id, ann);
    const auditor = await staff('auditor');
    const stranger = await world.aUser({ role: 'officer' });
    await disable(gone);
    for (const other of [auditor, administrator, stranger, gone])
      await expect(assign(ann, work, other)).rejects.toMatchObject({ code: 'owner_not_found' });
    await expect(assign(stranger, work, stranger)).rejects.toMatchObject({ code: 'work_not_found' });
    await expect(assign(bob, seen('package', id, gone), bob)).rejects.toMatchObject({
      code: 'owner_changed',
    });
    await away(bob, ann);
    await expect(assign(ann, work, bob)).rejects.toMatchObject({ code: 'owner_absent' });
    await world.get(WithdrawPackage).execute(ann.caller, { packageId: id, reason: 'Not needed' });
    await expect(assign(bob, work, bob)).rejects.toMatchObject({ code: 'work_over' });
    expect(await ownerOf('package', id).catch(() => null)).not.toBe(bob.id);
  });

  it('changes its owner for every kind, and commissioning is owned by commissioners only', async () => {
    const s = await aSuspendedBranch(world, { lot });
    const other = await staff('commissioner');
    const officer = await staff();
    for (const [kind, id] of [
      ['restriction', s.restrictionId],
      ['reallocation', s.proposal.id],
    ] as const) {
      const from = (await ownerOf(kind, id)) === s.commissioner.id ? s.commissioner : other;
      await expect(assign(officer, seen(kind, id, from), officer)).rejects.toMatchObject({
        code: 'owner_not_allowed',
      });
      await assign(officer, seen(kind, id, from), other);
      expect(await ownerOf(kind, id)).toBe(other.id);
    }
    await started(world, s);
    const [one] = await world.rows<{ id: string }>(
      'SELECT id FROM reallocation_case WHERE reallocation_id = $1 LIMIT 1',
      [s.proposal.id],
    );
    await assign(officer, seen('case', one!.id, s.commissioner), officer);
    expect(await ownerOf('case', one!.id)).toBe(officer.id);
    const { id: requestId } = await world.get(RequestVariation).execute(officer.caller, {
      placementId: s.placements[0]!.id,
      version: 1,
      visits: VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 })),
      reason: 'More is needed',
    });
    await assign(other, seen('variation_request', requestId, officer), other);
    expect(await ownerOf('variation_request', requestId)).toBe(other.id);
    await nothingIsForgotten();
  });

  it('taken by ten users at once has one of them, and nine clear refusals', async () => {
    const ann = await staff();
    const id = await draft(ann);
    const takers = await Promise.all(Array.from({ length: 10 }, () => staff()));
    const ends = await Promise.allSettled(takers.map((by) => assign(by, seen('package', id, ann), by)));
    const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.ownerId] : []));
    const codes = ends.flatMap((end) =>
      end.status === 'rejected' ? [(end.reason as { code: string }).code] : [],
    );
    expect(won).toEqual([await ownerOf('package', id)]);
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'owner_changed'));
    expect(await world.eventsOf(id)).toEqual(['package.created', 'package.handed_over']);
  });

  it('is given in parts and as a whole, and says what stayed', async () => {
    const s = await aSuspendedBranch(world, { lot });
    const [ann, bob] = [await staff(), await staff()];
    const [first, second, third] = [await draft(ann), await draft(ann), await draft(ann)];
    const work = [
      seen('package', first, ann),
      seen('package', second, bob),
      seen('restriction', s.restrictionId, s.commissioner),
      seen('concern', '00000000-0000-7000-8000-000000000000', null),
    ];
    const outcome = await world.get(GiveWork).execute(ann.caller, { work, ownerId: bob.id });
    expect(outcome.given).toBe(1);
    expect(outcome.kept.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['package', 'owner_changed'],
      ['restriction', 'owner_not_allowed'],
      ['concern', 'work_not_found'],
    ]);
    const all = await world.get(GiveAllWork).execute(ann.caller, { ownerId: bob.id });
    expect(all).toEqual({ given: 2, kept: [] });
    expect(await ownerOf('package', third)).toBe(bob.id);
    const kept = await world.get(GiveAllWork).execute(s.commissioner.caller, { ownerId: bob.id });
    expect(kept.kept).toContainEqual({
      kind: 'restriction',
      id: s.restrictionId,
      reason: 'owner_not_allowed',
    });
    await expect(world.get(GiveAllWork).execute(ann.caller, { ownerId: ann.id })).rejects.toMatchObject({
      code: 'own_account',
    });
  });

  it('given away while the colleague is disabled ends with a user who is there', async () => {
    const [ann, bob, eve] = [await staff(), await staff(), await staff()];
    const ids = [await draft(ann), await draft(ann)];
    const gate = await holdCommits(world);
    const disabling = disable(bob);
    await untilLockWaits(world, 1);
    const giving = world.get(GiveAllWork).execute(ann.caller, { ownerId: bob.id });
    await untilLockWaits(world, 2);
    await gate.release();
    await disabling;
    await expect(giving).rejects.toMatchObject({ code: 'owner_not_found' });
    expect(await Promise.all(ids.map((id) => ownerOf('package', id)))).toEqual([ann.id, ann.id]);

    await staff();
    await Promise.allSettled([
      world.get(GiveAllWork).execute(ann.caller, { ownerId: eve.id }),
      disable(ann),
      disable(eve),
    ]);
    await nothingIsForgotten();
  });

  describe('teams and queues', () => {
    it('show mine, my team’s and all work with their numbers', async () => {
      const [ann, bob, eve] = [await staff('officer', 'Ann'), await staff('officer', 'Bob'), await staff()];
      await draft(ann);
      await draft(bob);
      await draft(eve);
      expect((await board(ann, 'team')).queues).toEqual({ mine: 1, team: 1, all: 3 });
      const team = await world
        .get(RecordTeam)
        .execute(administrator.caller, { name: `Hospital <b>'`, memberIds: [ann.id, bob.id] });
      expect(team.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
      const mine = await board(ann, 'mine');
      expect([mine.queues, mine.hasTeam]).toEqual([{ mine: 1, team: 2, all: 3 }, true]);
      expect([mine.items.length, mine.counts.drafts]).toEqual([1, 1]);
      const teams = await board(ann, 'team');
      expect(teams.items.map(({ ownerId }) => ownerId).sort()).toEqual([ann.id, bob.id].sort());

      await disable(bob);
      expect((await board(ann, 'mine')).hasTeam).toBe(false);

      const change = (memberIds: string[], version: number, name = 'Hospital') =>
        world.get(ChangeTeam).execute(administrator.caller, { teamId: team.id, name, memberIds, version });
      await expect(change([administrator.id], 1)).rejects.toMatchObject({ code: 'team_member_not_found' });
      const ends = await Promise.allSettled([change([eve.id], 1), change([ann.id], 1)]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(
        world.get(RecordTeam).execute(administrator.caller, { name: 'HOSPITAL', memberIds: [] }),
      ).rejects.toMatchObject({ code: 'team_name_taken' });
      await world.get(RemoveTeam).execute(administrator.caller, { teamId: team.id });
      expect(await teamsIn(world.reader, authorityId)).toEqual([]);
      expect(await world.eventsOf(team.id)).toEqual(['team.recorded', 'team.changed', 'team.removed']);
    });
  });

  describe('an absence', () => {
    it('shows the work of the user who is away as the deputy’s, between its two days only', async () => {
      const [ann, bob] = [await staff('officer', 'Ann'), await staff('officer', 'Bob')];
      const id = await draft(ann);
      await away(ann, bob, '2026-03-03', '2026-03-04');
      const shown = async () => {
        const { items, queues } = await board(bob, 'mine');
        return [queues.mine, items.map(({ ownerName, coveredByName }) => [ownerName, coveredByName])];
      };
      world.clock.set('2026-03-02T23:59:59Z');
      expect(await shown()).toEqual([0, []]);
      world.clock.set('2026-03-03T00:00:00Z');
      expect(await shown()).toEqual([1, [['Ann', 'Bob']]]);
      expect((await board(ann, 'mine')).queues.mine).toBe(1);
      world.clock.set('2026-03-04T23:59:59Z');
      expect(await shown()).toEqual([1, [['Ann', 'Bob']]]);
      world.clock.set('2026-03-05T00:00:00Z');
      expect(await shown()).toEqual([0, []]);
      expect(await ownerOf('package', id)).toBe(ann.id);
    });

    it('is refused if it overlaps, or makes a chain or a circle of deputies', async () => {
      const [ann, bob, eve] = [await staff(), await staff(), await staff()];
      const chief = await staff('commissioner');
      await away(ann, bob, '2026-03-03', '2026-03-06');
      await expect(away(ann, eve, '2026-03-06', '2026-03-09')).rejects.toMatchObject({
        code: 'absence_overlaps',
      });
      await expect(away(bob, ann, '2026-03-06', '2026-03-09')).rejects.toMatchObject({
        code: 'absence_of_deputy',
      });
      await expect(away(eve, ann, '2026-03-02', '2026-03-03')).rejects.toMatchObject({
        code: 'deputy_absent',
      });
      await expect(away(chief, ann, '2026-04-01', '2026-04-02')).rejects.toMatchObject({
        code: 'deputy_not_found',
      });
      await expect(away(ann, ann, '2026-03-01', '2026-02-01')).rejects.toMatchObject({
        code: 'absence_invalid',
      });
      await expect(away(ann, bob, '2026-05-01', '2026-05-02', eve)).rejects.toMatchObject({
        code: 'role_not_allowed',
      });
      await away(administrator, chief, '2026-03-07', '2026-03-08', bob);
      const circle = await Promise.allSettled([
        away(ann, eve, '2026-06-01', '2026-06-05'),
        away(eve, ann, '2026-06-01', '2026-06-05'),
      ]);
      expect(circle.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('that is recorded ten times at once is recorded once', async () => {
      const [ann, bob] = [await staff(), await staff()];
      const ends = await Promise.allSettled(Array.from({ length: 10 }, () => away(ann, bob)));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await absencesIn(world.reader, authorityId, world.clock.now())).toHaveLength(1);
    });

    it('gives new work that would become the user’s to the deputy', async () => {
      const { placement, officer, winner } = await world.aPlacement({ lot });
      const other = await staff();
      await away(officer, other);
      const ask = (version = 1) =>
        world.get(RequestVariation).execute(winner.user.caller, {
          placementId: placement.id,
          version,
          visits: VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 })),
          reason: 'More is needed',
        });
      const { id } = await ask();
      expect(await ownerOf('variation_request', id)).toBe(other.id);
    });

    it('ended while work arrives leaves the work with a user who is there', async () => {
      const s = await aSuspendedBranch(world, { lot });
      const deputy = await staff('commissioner');
      const absence = await away(s.commissioner, deputy);
      const ends = await Promise.allSettled([
        world.get(EndAbsence).execute(s.commissioner.caller, { absenceId: absence.id }),
        disable(deputy),
        ...s.placements.map((placement) =>
          world.get(RequestVariation).execute(s.leaving.user.caller, {
            placementId: placement.id,
            version: 1,
            visits: VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 })),
            reason: 'More is needed',
          }),
        ),
      ]);
      expect(ends.map((end) => (end.status === 'rejected' ? (end.reason as Error).message : ''))).toEqual(
        ends.map(() => ''),
      );
      await nothingIsForgotten();
      await expect(
        world.get(EndAbsence).execute(s.commissioner.caller, { absenceId: absence.id }),
      ).rejects.toMatchObject({ code: 'absence_not_found' });
    });

    it('gets another deputy if the deputy is disabled or may not do the work, or else ends', async () => {
      const [ann, bob, eve] = [await staff(), await staff(), await staff()];
      const { id } = await away(ann, bob);
      const deputyNow = async () =>
        (await absencesIn(world.reader, authorityId, world.clock.now())).map(({ deputyId }) => deputyId);
      await disable(bob);
      expect(await deputyNow()).toEqual([eve.id]);
      await nothingIsForgotten();
      await world
        .get(ChangeUser)
        .execute(administrator.caller, { userId: eve.id, version: 1, role: 'auditor' });
      expect(await deputyNow()).toEqual([]);
      expect(await world.eventsOf(id)).toEqual([
        'absence.recorded',
        'absence.deputy_changed',
        'absence.ended',
      ]);
      await nothingIsForgotten();
    });

    it('that ends while its deputy is disabled ends once', async () => {
      const [ann, bob] = [await staff(), await staff(), await staff()];
      const { id } = await away(ann, bob);
      const gate = await holdCommits(world);
      const ending = world.get(EndAbsence).execute(ann.caller, { absenceId: id });
      await untilLockWaits(world, 1);
      const disabling = disable(bob);
      await untilLockWaits(world, 2);
      await gate.release();
      await Promise.all([ending, disabling]);
      expect(await world.eventsOf(id)).toEqual(['absence.recorded', 'absence.ended']);
    });

    it('of a user who is disabled ends, and the work goes to a colleague who is there', async () => {
      const [ann, bob, eve] = [await staff(), await staff(), await staff()];
      const id = await draft(ann);
      await draft(eve);
      await away(bob, eve);
      await away(ann, eve);
      await disable(ann);
      expect(await ownerOf('package', id)).toBe(eve.id);
      expect(await absencesIn(world.reader, authorityId, world.clock.now())).toMatchObject([
        { userId: bob.id },
      ]);
      await nothingIsForgotten();
    });

    it('without a deputy who is there is found by the watchdog and by the invariant', async () => {
      const [ann, bob] = [await staff(), await staff()];
      const id = await draft(ann);
      await away(ann, bob);
      await nothingIsForgotten();
      await world.rows('UPDATE app_user SET disabled_at = created_at WHERE id = $1', [bob.id]);
      expect(await forgotten(world.reader, world.clock.now())).toEqual([
        { kind: 'package', id, status: 'draft' },
      ]);
      expect(await nothingForgotten((...asked) => world.rows(...asked), world.clock.now())).toContainEqual(
        expect.objectContaining({
          what: 'the owner of open work is away, and the deputy is not there either',
        }),
      );
      await world.rows('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [bob.id]);
    });
  });

  it('of commissioners goes to a commissioner who is away before an officer who is there', async () => {
    const s = await aSuspendedBranch(world, { lot });
    const [absent, deputy] = [await staff('commissioner'), await staff('commissioner')];
    await away(absent, deputy);
    await world.rows('UPDATE app_user SET disabled_at = created_at WHERE id = $1', [deputy.id]);
    await disable(s.commissioner);
    expect(await ownerOf('restriction', s.restrictionId)).toBe(absent.id);
    await world.rows('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [deputy.id]);
  });

  it('goes to the colleague with the fewest open items of every kind', async () => {
    const [busy, free, gone] = [await staff(), await staff(), await staff()];
    const id = await draft(gone);
    const { branch } = await world.aContractedBranch({ lot });
    await aConcern(branch.id, busy.id);
    await disable(gone);
    expect(await ownerOf('package', id)).toBe(free.id);
  });

  it('of every kind is found by the watchdog if it has no owner', async () => {
    const s = await aSuspendedBranch(world, { lot });
    const own = async (owner: string | null) =>
      world.rows('UPDATE restriction SET owner_id = $2 WHERE id = $1', [s.restrictionId, owner]);
    await nothingIsForgotten();
    await own(null);
    const concernId = await aConcern(s.leaving.branch.id, null);
    const differenceId = await aDifference(s.commissioner.id);
    const found = await forgotten(world.reader, world.clock.now());
    expect(found.map(({ kind, id }) => [kind, id])).toEqual([
      ['care_difference', differenceId],
      ['concern', concernId],
      ['restriction', s.restrictionId],
    ]);
    await own(s.commissioner.id);
    await world.rows('UPDATE concern SET owner_id = $2 WHERE id = $1', [concernId, s.commissioner.id]);
    await world.rows('UPDATE care_difference SET owner_id = $2 WHERE id = $1', [
      differenceId,
      s.commissioner.id,
    ]);
    await nothingIsForgotten();
  });

  it('of comparing figures is in the queue of another commissioner if the first is disabled', async () => {
    const [first, second] = [await staff('commissioner'), await staff('commissioner')];
    await world.rows(
      `UPDATE authority SET stage = 'side_by_side', stage_since = $2, stage_by = $3 WHERE id = $1`,
      [authorityId, world.clock.now(), first.id],
    );
    const figures = async (user: TestUser) =>
      (await board(user, 'mine')).items.map(({ kind, ownerId }) => [kind, ownerId]);
    expect(await figures(first)).toEqual([['figures', first.id]]);
    await disable(first);
    expect(await figures(second)).toEqual([['figures', second.id]]);
  });

  it('goes to a commissioner if its owner becomes an officer', async () => {
    const s = await aSuspendedBranch(world, { lot });
    const other = await staff('commissioner');
    const packageId = await draft(s.commissioner);
    const own = { authorityId, providerId: null };
    expect(await openWorkOf(world.reader, own, s.commissioner.id, world.clock.now())).toMatchObject({
      ...{ openByKind: { package: 1, restriction: 1, report: 0 }, hasCommissioner: true },
    });
    await world
      .get(ChangeUser)
      .execute(administrator.caller, { userId: s.commissioner.id, version: 1, role: 'officer' });
    expect(await ownerOf('restriction', s.restrictionId)).toBe(other.id);
    expect(await ownerOf('package', packageId)).toBe(s.commissioner.id);
    expect(OWNER_ROLES).toContain(s.officer.role);
  });
});
