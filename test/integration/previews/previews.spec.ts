import { decideForAll } from '#brokerage/eligibility/decide-for-branches';
import { packageFacts } from '#brokerage/facts/package-facts';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { Previews } from '#brokerage/previews/previews.queries';
import type { NewRestriction } from '#contracts/restrictions';
import type { PreviewView } from '#contracts/previews';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import { londonDate } from '#domain/time/london';
import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { VISITS } from '../../support/builders/people.js';
import { Database } from '#platform/database/database';
import { NO_TENANT } from '#platform/database/tenant';
import { World } from '../../support/world.js';

const SUSPENDED: NewRestriction['conditions'] = [{ kind: 'suspended' }];
const CLOSED: NewRestriction['conditions'] = [{ kind: 'closed' }];

describe('a preview', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /**
   * Creates a branch with live care, an award, a readable offer and a sealed offer. The lot has two more
   * contracted branches.
   */
  async function aBusyBranch() {
    const lot = await world.aLot();
    const { authorityId } = lot;
    const [one, two, three] = [
      await world.aContractedBranch({ lot, spareMinutes: 60_000 }),
      await world.aContractedBranch({ lot, spareMinutes: 3_000, terms: { tier: 2 } }),
      await world.aContractedBranch({ lot, spareMinutes: 2_000, terms: { tier: 2 } }),
    ];
    const officer = await world.aUser({ role: 'commissioner', authorityId });
    const common = { lot, officer, branches: [one, two] };
    const timed = [
      { ...VISITS[0]!, carers: 2 as const, timeCriticalReason: 'insulin' },
      { ...VISITS[1]!, key: 'v2' },
    ];
    const live = [
      await world.aPlacement(common),
      await world.aPlacement({ ...common, pkg: { visits: timed, urgency: 'hospital' } }),
    ];
    const awarded = await world.anAward({ ...common, pkg: { urgency: 'urgent' } });
    const open = await world.aBroadcastOpen(common);
    const offered = await world.aBroadcastOpen({ ...common, branches: [one, two] });
    await world.anOffer({ from: offered.asked[0]!, pkg: offered.pkg });
    // Makes the broadcast unsealed, so that its offers can be read while it is open.
    await world.rows('UPDATE broadcast SET sealed = false WHERE id = $1', [open.broadcast.id]);
    await world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
    const { branch } = one;
    return { lot, authorityId, officer, one, two, three, branch, live, awarded, open, offered };
  }

  const proposed = (branchId: string, conditions: NewRestriction['conditions'], lotIds: string[] = []) => ({
    branchId,
    source: 'authority' as const,
    from: world.clock.now().toISOString(),
    lotIds,
    conditions,
  });

  const logged = async (name: string, authorityId: string) =>
    (
      await world.rows<{ payload: Record<string, unknown> }>(
        'SELECT payload FROM event WHERE name = $1 AND authority_id = $2 ORDER BY position',
        [name, authorityId],
      )
    ).map(({ payload }) => payload);

  /** Expects that the recorded restriction did exactly what its preview had shown. */
  async function expectAsPreviewed(preview: PreviewView, restrictionId: string, authorityId: string) {
    const enforced = await logged('restriction.enforced', authorityId);
    expect(enforced).toEqual([
      { restrictionId, branchId: preview.branchId, revoked: preview.invitationsRevoked },
    ]);
    expect(await logged('invitation.revoked', authorityId)).toHaveLength(preview.invitationsRevoked);
    // The preview leaves out sealed offers, so more offers may lapse than the preview showed. This test
    // compares only the offers that could be read.
    const readable = await world.rows<{ id: string }>(
      `SELECT id FROM broadcast WHERE authority_id = $1 AND (NOT sealed OR status <> 'open')`,
      [authorityId],
    );
    const ids = readable.map(({ id }) => id);
    const lapsed = await logged('offer.lapsed', authorityId);
    const read = lapsed.filter(({ broadcastId }) => ids.includes(String(broadcastId)));
    expect(read).toHaveLength(preview.offersLapsed);
    expect(await logged('award.blocked', authorityId)).toHaveLength(preview.awardsBlocked);
  }

  it('of a suspension says what it would do, and that is what it does', async () => {
    const { authorityId, officer, branch, lot, awarded } = await aBusyBranch();
    const before = await world.rows('SELECT count(*) FROM event');
    const preview = await world.get(Previews).ofRestriction(authorityId, proposed(branch.id, SUSPENDED));
    expect(await world.rows('SELECT count(*) FROM event')).toEqual(before);

    expect(preview).toMatchObject({
      branchId: branch.id,
      moves: true,
      care: {
        people: 2,
        placements: 2,
        weeklyMinutes: 525 + 840,
        timeCriticalVisits: 7,
        doubleUpVisits: 7,
        livingAlone: 2,
      },
      invitationsRevoked: 2,
      offersLapsed: 1,
      awardsBlocked: 1,
      lotsWithoutTierOne: [{ lotId: lot.id, code: lot.code, name: lot.name }],
      untouched: { people: 0, weeklyMinutes: 0, byBranch: [] },
      unplaceable: { people: 0, placements: 0, weeklyMinutes: 0, byLot: [] },
    });
    expect(preview.capacity).toMatchObject([
      {
        lotId: lot.id,
        needMinutes: 1_365,
        spareMinutes: 5_000,
        bands: [
          { band: 'breakfast', needMinutes: 945, spareMinutes: 5_000 },
          { band: 'lunch', needMinutes: 0, spareMinutes: 5_000 },
          { band: 'tea', needMinutes: 420 },
          { band: 'bed' },
          { band: 'night' },
        ],
      },
    ]);

    const given = { ...proposed(branch.id, SUSPENDED), by: officer };
    const restriction = await world.aRestriction(given);
    await expectAsPreviewed(preview, restriction.id, authorityId);
    const [pkg] = await world.rows('SELECT next_action, next_action_due_at FROM package WHERE id = $1', [
      awarded.pkg.id,
    ]);
    expect(pkg).toEqual({ next_action: 'replace_award', next_action_due_at: world.clock.now() });
    const again = await world.get(Previews).ofRestriction(authorityId, proposed(branch.id, SUSPENDED));
    expect(again).toMatchObject({ invitationsRevoked: 0, offersLapsed: 0, awardsBlocked: 0 });
  });

  it('of a hand-back counts what closing its lots does, and the care that would be moved', async () => {
    const { authorityId, officer, branch, lot } = await aBusyBranch();
    const command = { branchId: branch.id, lotIds: [lot.id] };
    const preview = await world.get(Previews).ofHandBack(authorityId, command);
    expect(preview).toMatchObject({
      moves: true,
      care: { people: 2 },
      invitationsRevoked: 2,
      offersLapsed: 1,
      awardsBlocked: 1,
    });
    const leavesOn = '2026-12-27';
    expect(await world.get(Previews).ofHandBack(authorityId, { ...command, leavesOn })).toMatchObject({
      leavesOn,
    });
    const given = { ...proposed(branch.id, CLOSED, [lot.id]), source: 'provider' as const, by: officer };
    const restriction = await world.aRestriction(given);
    await expectAsPreviewed(preview, restriction.id, authorityId);
  });

  it('of a restriction that moves nobody says that the care stays', async () => {
    const { authorityId, branch } = await aBusyBranch();
    const preview = await world
      .get(Previews)
      .ofRestriction(authorityId, proposed(branch.id, [{ kind: 'no_new_people' }]));
    expect(preview).toMatchObject({
      moves: false,
      care: { people: 2 },
      invitationsRevoked: 2,
      awardsBlocked: 1,
      unplaceable: { placements: 0 },
    });
    expect(preview.capacity.map(({ needMinutes }) => needMinutes)).toEqual([0]);
    const other = await world.aLot({ authorityId, areas: ['LE12'] });
    const elsewhere = await world
      .get(Previews)
      .ofRestriction(authorityId, proposed(branch.id, SUSPENDED, [other.id]));
    expect(elsewhere).toMatchObject({ care: { people: 0 }, invitationsRevoked: 0, awardsBlocked: 0 });
  });

  it('does not say for whom a branch has offered under seal, whatever is asked', async () => {
    const lot = await world.aLot();
    const branch = await world.aContractedBranch({ lot });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const common = { lot, officer, branches: [branch] };
    const one = await world.aBroadcastOpen(common);
    const visits = one.pkg.visits.map((visit) => ({ ...visit, minutes: 60 }));
    await world.aBroadcastOpen({ ...common, pkg: { visits } });
    await world.anOffer({ from: one.asked[0]!, pkg: one.pkg });
    const ask = (capMinutes: number) =>
      world
        .get(Previews)
        .ofRestriction(lot.authorityId, proposed(branch.branch.id, [{ kind: 'hours_cap', capMinutes }]));
    // The two packages have different weekly minutes. An hours cap between the two numbers forbids only the
    // larger package. Only one of the two broadcasts has a sealed offer. The number of lapsing offers in a
    // preview must not reveal which one.
    const told = [await ask(one.pkg.weeklyMinutes), await ask(one.pkg.weeklyMinutes - 1)];
    expect(new Set(told.map(({ invitationsRevoked }) => invitationsRevoked)).size).toBe(2);
    expect(told.map(({ offersLapsed }) => offersLapsed)).toEqual([0, 0]);
  });

  it('counts each authority its own of a notice that binds them all', async () => {
    const { authorityId, officer, one, branch } = await aBusyBranch();
    const elsewhere = await world.aLot();
    await world.aContract({ lot: elsewhere, branchId: branch.id });
    await world.aCapacity({ lot: elsewhere, branchId: branch.id });
    await world.aBroadcastOpen({ lot: elsewhere, branches: [one] });
    const command = { ...proposed(branch.id, SUSPENDED), source: 'cqc' as const };
    const preview = await world.get(Previews).ofRestriction(authorityId, command);
    const theirs = await world.get(Previews).ofRestriction(elsewhere.authorityId, command);
    expect([preview.invitationsRevoked, theirs.invitationsRevoked]).toEqual([2, 1]);
    expect(theirs.care.people).toBe(0);
    const restriction = await world.aRestriction({ ...command, by: officer });
    await expectAsPreviewed(preview, restriction.id, authorityId);
    await expectAsPreviewed(theirs, restriction.id, elsewhere.authorityId);
  });

  it('leaves alone what a subcontractor delivers, and names who that is', async () => {
    const lot = await world.aLot();
    const lead = await world.aContractedBranch({ lot });
    const sub = await world.aContractedBranch({ lot, terms: { tier: 2 } });
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: sub.branch.id });
    const { placement } = await world.aPlacement({ lot, branches: [lead] });
    await world.rows('UPDATE placement SET delivering_branch_id = $2 WHERE id = $1', [
      placement.id,
      sub.branch.id,
    ]);
    const preview = await world
      .get(Previews)
      .ofRestriction(lot.authorityId, proposed(lead.branch.id, SUSPENDED));
    expect(preview).toMatchObject({
      care: { people: 0 },
      lotsWithoutTierOne: [],
      untouched: {
        people: 1,
        weeklyMinutes: 525,
        byBranch: [
          { deliveringBranchId: sub.branch.id, name: sub.branch.name, people: 1, weeklyMinutes: 525 },
        ],
      },
    });
  });

  it('names those whom nobody could take, as the decisions of a broadcast would', async () => {
    const { authorityId, officer, branch, two, three, lot, live } = await aBusyBranch();
    const [first] = live;
    const asked = { personId: first!.placement.personId, reason: `O'Brien <b>` };
    for (const other of [two, three])
      await world.get(ExcludeBranch).execute(officer.caller, { ...asked, branchId: other.branch.id });

    const preview = await world.get(Previews).ofClosure(authorityId, { branchId: branch.id });

    const lost = { people: 1, placements: 1, weeklyMinutes: 525 };
    expect(preview).toMatchObject({
      moves: true,
      unplaceable: { ...lost, byLot: [{ lotId: lot.id, ...lost }] },
    });
    const now = world.clock.now();
    const leaving = { branchId: branch.id, why: { kind: 'transfer', cause: 'closure' } } as const;
    for (const { pkg: asCreated, placement } of live) {
      const pkg = await world.owner.reader.findOneByOrFail(PackageEntity, { id: asCreated.id });
      const { startBy } = broadcastTimes(now, DEFAULT_CLOCK_PROFILES[pkg.urgency]);
      const facts = packageFacts(pkg, londonDate(startBy));
      const decided = await decideForAll(world.reader, lot.ratingPolicy, { pkg: facts, now, leaving });
      const isPlaceable = decided.pairs.some(({ decision }) => decision.eligible);
      expect(isPlaceable).toBe(placement.id !== first!.placement.id);
    }
  });

  it('is refused with every fault, for unknown branches and for lots of another authority', async () => {
    const { authorityId, branch } = await aBusyBranch();
    const foreign = await world.aLot();
    const preview = (branchId: string, lotIds: string[], conditions = SUSPENDED) =>
      world.get(Previews).ofRestriction(authorityId, proposed(branchId, conditions, lotIds));
    await expect(preview(branch.id, [], [])).rejects.toMatchObject({ code: 'restriction_invalid' });
    await expect(preview('1-0', [])).rejects.toMatchObject({ code: 'branch_not_found' });
    await expect(preview(branch.id, [foreign.id])).rejects.toMatchObject({ code: 'lot_not_found' });
    const command = { branchId: branch.id, lotIds: [foreign.id] };
    await expect(world.get(Previews).ofHandBack(authorityId, command)).rejects.toMatchObject({
      code: 'lot_not_found',
    });
  });

  it('cannot write, whatever it is made of', async () => {
    const write = () =>
      world
        .get(Database)
        .snapshot(NO_TENANT, (reader) => reader.query('UPDATE branch SET version = version + 1'));
    await expect(write()).rejects.toThrow(/read-only/);
  });
});
