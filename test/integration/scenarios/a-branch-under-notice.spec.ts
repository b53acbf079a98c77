import { v7 as uuid } from 'uuid';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { forgotten } from '#brokerage/monitoring/watchdog.queries';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { SubcontractEntity } from '#brokerage/rows/provider.entity';
import { reallocationPage, reallocationView } from '#brokerage/reallocations/reallocations.queries';
import { reportPage } from '#brokerage/reports/reports.queries';
import { SubmitReport } from '#brokerage/reports/submit-report';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';
import type { Visit } from '#contracts/visits';
import type { TestUser } from '../../support/builders/authorities.js';
import { termsFor } from '../../support/builders/broadcasts.js';
import { careLive } from '../../support/builders/live-care.js';
import { VISITS } from '../../support/builders/people.js';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { casesOf, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';

const PLACES = [
  { area: 'LE11', postcode: 'LE11 3TU' },
  { area: 'LE12', postcode: 'LE12 8AA' },
  { area: 'LE67', postcode: 'LE67 4AA' },
] as const;

/**
 * The numbers in this scenario are from the real case on which the rules are based. The names are invented.
 */
const PEOPLE = 117;
const BY_THE_SUBCONTRACTOR = 63;
const MOVED_AT_ONCE = 50;
const LIMIT_MINUTES = 210; // 3.5 hours a week, the growth limit of the restriction
const REPORT_DAYS = 14;

/**
 * Willow is a branch with contracts in three lots. Its subcontractor Fern cares for most of Willow's people.
 * Fifty people come to Willow at once from another branch, Old Mill. Then CQC restricts Willow.
 */
describe('a branch under notice', () => {
  let world: World;
  let lots: LotEntity[];
  let officer: TestUser;
  let commissioner: TestUser;
  let oldMill: ContractedBranch;
  let willow: ContractedBranch;
  let fern: ContractedBranch;
  let others: ContractedBranch[];
  let notice: RestrictionView;
  const sweep = () => world.get(Sweep).sweep();

  beforeAll(async () => {
    world = await World.open({ providers: [Sweep] });
    const { id: authorityId } = await world.anAuthority();
    lots = [];
    for (const { area } of PLACES) lots.push(await world.aLot({ authorityId, areas: [area] }));
    officer = await world.aUser({ role: 'officer', authorityId });
    commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const inAllLots = async (name: string, spareMinutes: number): Promise<ContractedBranch> => {
      const branch = await world.aContractedBranch({ lot: lots[0]!, name, spareMinutes });
      for (const lot of lots.slice(1)) {
        await world.aContract({ lot, branchId: branch.branch.id });
        await world.aCapacity({ lot, branchId: branch.branch.id, spareMinutes });
      }
      return branch;
    };
    oldMill = await inAllLots('Old Mill', 0);
    willow = await inAllLots('Willow', 20_000);
    fern = await inAllLots('Fern', 20_000);
    others = [];
    for (const [index, lot] of lots.entries()) {
      const { postcode } = PLACES[index]!;
      const pair = { authorityId, lotId: lot.id, startsOn: '2025-01-01', endsOn: null };
      const [branchId, deliveringBranchId] = [willow.branch.id, fern.branch.id];
      await world.save(SubcontractEntity, { id: uuid(), branchId, deliveringBranchId, ...pair });
      for (let count = index; count < BY_THE_SUBCONTRACTOR; count += lots.length)
        await careLive(world, { lot, branchId, deliveringBranchId, postcode });
      for (let count = index; count < PEOPLE - BY_THE_SUBCONTRACTOR - MOVED_AT_ONCE; count += lots.length)
        await careLive(world, { lot, branchId, postcode });
      for (let count = index; count < MOVED_AT_ONCE; count += lots.length)
        await careLive(world, { lot, branchId: oldMill.branch.id, postcode });
    }
  });
  afterAll(() => world.close());
  afterEach(async () => {
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  });

  const restrict = (given: Partial<NewRestriction> & Pick<NewRestriction, 'branchId' | 'conditions'>) =>
    world.get(RecordRestriction).execute(commissioner.caller, {
      source: 'authority',
      reference: `LCC-${world.next()}`,
      evidence: 'Contract monitoring visit',
      reason: 'People were not safe',
      from: world.clock.now().toISOString(),
      lotIds: [],
      ...given,
    });

  const answer = async (from: ContractedBranch, invitationId: string, deliveringBranchId: string) => {
    const terms = termsFor(world, { visits: VISITS }, deliveringBranchId);
    return world.get(MakeOffer).execute(from.user.caller, { invitationId, terms });
  };

  const under = async (branchId: string) =>
    world.rows(
      `SELECT count(DISTINCT person_id)::int AS people,
              count(DISTINCT person_id) FILTER (WHERE delivering_branch_id <> branch_id)::int AS subcontracted
       FROM placement WHERE branch_id = $1 AND status = 'live'`,
      [branchId],
    );

  /** Returns the given visits and one more visit of `minutes` minutes a week. */
  const larger = (visits: readonly Visit[], key: string, minutes: number): Visit[] => [
    ...visits,
    { key, days: ['sat'], band: 'tea', minutes, carers: 1, personalCare: false },
  ];

  const vary = async (placementId: string, key: string, minutes: number) => {
    const [row] = await world.rows<{ version: number; visits: Visit[] }>(
      'SELECT version, visits FROM placement WHERE id = $1',
      [placementId],
    );
    return world.get(VaryPlacement).execute(officer.caller, {
      placementId,
      version: row!.version,
      visits: larger(row!.visits, key, minutes),
      reason: 'The daughter has moved away',
    });
  };

  const aPersonOfWillows = async (): Promise<{ id: string; personId: string }> => {
    const [row] = await world.rows<{ id: string; personId: string }>(
      `SELECT id, person_id AS "personId" FROM placement p
       WHERE delivering_branch_id = $1 AND status = 'live'
         AND NOT EXISTS (SELECT 1 FROM variation v WHERE v.placement_id = p.id) ORDER BY id LIMIT 1`,
      [willow.branch.id],
    );
    return row!;
  };

  it('took fifty people at once, each without a day’s gap', async () => {
    const { id: restrictionId } = await restrict({
      branchId: oldMill.branch.id,
      conditions: [{ kind: 'suspended' }],
    });
    await sweep();
    const { items } = await reallocationPage(world.reader, lots[0]!.authorityId, {});
    const proposal = items.find((one) => one.restrictionId === restrictionId)!;
    const { id } = await started(world, { commissioner, proposal }, { awarding: 'top_offer' });
    await sweep();
    const invitations = await world.rows<{ id: string }>(
      `SELECT i.id FROM invitation i WHERE i.branch_id = $1 AND i.status = 'open' ORDER BY i.id`,
      [willow.branch.id],
    );
    expect(invitations).toHaveLength(MOVED_AT_ONCE);
    for (const invitation of invitations) await answer(willow, invitation.id, willow.branch.id);
    world.clock.pass({ hours: 5 });
    await sweep();
    for (const { awardId } of await casesOf(world, lots[0]!.authorityId, id))
      await world.get(ConfirmStart).execute(willow.user.caller, { awardId: awardId! });
    expect(await reallocationView(world.reader, id)).toMatchObject({
      status: 'finished',
      cases: { moved: MOVED_AT_ONCE },
    });
    expect(await under(willow.branch.id)).toEqual([{ people: PEOPLE, subcontracted: BY_THE_SUBCONTRACTOR }]);
  });

  it('is told by the regulator: nobody new, nobody to grow by more than 3.5 hours, an update every 14 days', async () => {
    notice = await restrict({
      branchId: willow.branch.id,
      source: 'cqc',
      reference: 'NoP-3141',
      conditions: [
        { kind: 'no_new_people' },
        { kind: 'growth_limit', limitMinutes: LIMIT_MINUTES, basis: 'cumulative' },
        { kind: 'reporting', everyDays: REPORT_DAYS },
      ],
    });
    expect(await under(willow.branch.id)).toEqual([{ people: PEOPLE, subcontracted: BY_THE_SUBCONTRACTOR }]);
    const { items } = await reportPage(world.reader, { authorityId: lots[0]!.authorityId }, {});
    expect(items).toMatchObject([{ number: 1, status: 'due' }]);
  });

  it('gets nobody new to care for itself, but may offer with its subcontractor, whom nothing binds', async () => {
    const { id: packageId } = await world.aPackage({ by: officer });
    const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
    const [invitation] = await world.rows<{ id: string; may_deliver: string[] }>(
      'SELECT id, may_deliver FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
      [id, willow.branch.id],
    );
    expect(invitation).toMatchObject({ may_deliver: [fern.branch.id] });
    await expect(answer(willow, invitation!.id, willow.branch.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
    });
    const offer = await answer(willow, invitation!.id, fern.branch.id);
    await world.get(CloseBroadcast).early(officer.caller, { broadcastId: id, reason: 'answered' });
    const award = await world.get(AwardOffer).execute(officer.caller, { broadcastId: id, offerId: offer.id });
    await world.get(ConfirmStart).execute(fern.user.caller, { awardId: award.id });
    expect(await under(willow.branch.id)).toEqual([
      { people: PEOPLE + 1, subcontracted: BY_THE_SUBCONTRACTOR + 1 },
    ]);
  });

  it('may let a person’s care grow by 3.5 hours in two steps, and is refused the minute beyond', async () => {
    const { id } = await aPersonOfWillows();
    await expect(vary(id, 'a', 105)).resolves.toMatchObject({ fromMinutes: 525, toMinutes: 630 });
    await expect(vary(id, 'b', 106)).rejects.toMatchObject({ code: 'variation_refused' });
    await expect(vary(id, 'b', 105)).resolves.toMatchObject({ toMinutes: 525 + LIMIT_MINUTES });
  });

  it('is refused the second of two steps that pass it, and let through once by a written agreement', async () => {
    const { id, personId } = await aPersonOfWillows();
    await vary(id, 'a', 120);
    const refusal = { code: 'variation_refused', facts: { checks: [{ rule: 'restriction.growth' }] } };
    await expect(vary(id, 'b', 120)).rejects.toMatchObject(refusal);

    const condition = notice.conditions.find(({ kind }) => kind === 'growth_limit')!;
    await world.get(RecordPermission).execute(commissioner.caller, {
      conditionId: condition.id,
      personId,
      minutes: 30,
      until: world.clock.in({ days: 7 }).toISOString(),
      reference: 'CQC letter 27',
      evidence: 'Agreed in writing',
    });
    await expect(vary(id, 'b', 120)).resolves.toMatchObject({ toMinutes: 525 + 240 });
    await expect(vary(id, 'c', 30)).rejects.toMatchObject(refusal);
  });

  it('misses an update, which is somebody’s concern, and gives the next in time', async () => {
    const { authorityId } = lots[0]!;
    world.clock.pass({ days: REPORT_DAYS + 1 });
    await sweep();
    const { items } = await reportPage(world.reader, { authorityId }, {});
    expect(items.map(({ number, status }) => [number, status])).toEqual([
      [2, 'due'],
      [1, 'overdue'],
    ]);
    const concerns = await concernPage(world.reader, authorityId, { branchId: willow.branch.id });
    expect(concerns.items).toMatchObject([{ kind: 'missed_report', ownerId: commissioner.id }]);
    await world.get(SubmitReport).execute(willow.user.caller, {
      reportId: items[0]!.id,
      account: 'Two senior carers have started; no visit was missed.',
    });
    world.clock.pass({ days: REPORT_DAYS });
    await sweep();
    const later = await reportPage(world.reader, { authorityId }, {});
    expect(later.items.map(({ status }) => status)).toEqual(['due', 'received', 'overdue']);
  });

  it('and its subcontractor are closed to new business in all three lots: packages go to others', async () => {
    const lotIds = lots.map(({ id }) => id);
    for (const branchId of [willow.branch.id, fern.branch.id])
      await restrict({ branchId, lotIds, conditions: [{ kind: 'closed' }] });
    for (const [index, lot] of lots.entries()) {
      others.push(await world.aContractedBranch({ lot }));
      const person = await world.aPerson({
        authorityId: lot.authorityId,
        postcode: PLACES[index]!.postcode,
      });
      const { id: packageId } = await world.aPackage({ by: officer, personId: person.id });
      const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
      const invited = await world.rows<{ id: string; branch_id: string }>(
        'SELECT id, branch_id FROM invitation WHERE broadcast_id = $1',
        [id],
      );
      expect(invited.map(({ branch_id }) => branch_id)).toEqual([others[index]!.branch.id]);
      const offer = await answer(others[index]!, invited[0]!.id, others[index]!.branch.id);
      await world.get(CloseBroadcast).early(officer.caller, { broadcastId: id, reason: 'answered' });
      const award = await world
        .get(AwardOffer)
        .execute(officer.caller, { broadcastId: id, offerId: offer.id });
      await world.get(ConfirmStart).execute(others[index]!.user.caller, { awardId: award.id });
    }
    expect(await under(willow.branch.id)).toEqual([
      { people: PEOPLE + 1, subcontracted: BY_THE_SUBCONTRACTOR + 1 },
    ]);
  });

  it('is free again once re-inspected: invited to what is broadcast next, and its people may grow', async () => {
    const restrictions = await world.rows<{ id: string }>(
      'SELECT id FROM restriction WHERE lifted_at IS NULL AND branch_id = ANY($1)',
      [[willow.branch.id, fern.branch.id]],
    );
    for (const { id: restrictionId } of restrictions)
      await world.get(LiftRestriction).execute(commissioner.caller, { restrictionId, reason: 'Rated good' });
    await world.rows('UPDATE capacity SET declared_at = $1', [world.clock.now()]);
    const { id: packageId } = await world.aPackage({ by: officer });
    const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
    const [invitation] = await world.rows<{ may_deliver: string[] }>(
      'SELECT may_deliver FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
      [id, willow.branch.id],
    );
    expect(invitation!.may_deliver.toSorted()).toEqual([willow.branch.id, fern.branch.id].toSorted());
    const { id: grown } = await aPersonOfWillows();
    await expect(vary(grown, 'a', LIMIT_MINUTES + 1)).resolves.toMatchObject({
      toMinutes: 525 + LIMIT_MINUTES + 1,
    });
  });
});
