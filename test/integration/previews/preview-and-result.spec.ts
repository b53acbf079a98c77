import { v7 as uuid } from 'uuid';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { Previews } from '#brokerage/previews/previews.queries';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { branchView } from '#brokerage/providers/providers.queries';
import { SubcontractEntity } from '#brokerage/rows/provider.entity';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { PreviewView } from '#contracts/previews';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { careLive } from '../../support/builders/live-care.js';
import { casesOf, started } from '../../support/builders/reallocations.js';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

/** Compares a preview with what happens after a commissioner has confirmed the change. */
describe('a preview and its confirmation', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ providers: [Sweep] });
  });
  afterAll(() => world.close());

  /**
   * Creates a branch that cares for six people. Two of them no other branch can take. For one person a
   * subcontractor delivers the care, and one person is already being moved.
   */
  async function aBusyBranch() {
    const lot = await world.aLot();
    const { authorityId } = lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const leaving = await world.aContractedBranch({ lot });
    const other = await world.aContractedBranch({ lot, spareMinutes: 600 });
    const partner = await world.aContractedBranch({ lot, spareMinutes: 0 });
    const pair = { authorityId, lotId: lot.id, startsOn: '2025-01-01', endsOn: null };
    await world.save(SubcontractEntity, {
      id: uuid(),
      branchId: leaving.branch.id,
      deliveringBranchId: partner.branch.id,
      ...pair,
    });
    const branchId = leaving.branch.id;
    for (let count = 0; count < 4; count++) await careLive(world, { lot, branchId });
    const large = await careLive(world, { lot, branchId });
    for (const table of ['package', 'placement'])
      await world.rows(`UPDATE ${table} SET weekly_minutes = 601 WHERE id = $1`, [
        table === 'package' ? large.packageId : large.id,
      ]);
    const unwilling = await careLive(world, { lot, branchId });
    await world.get(ExcludeBranch).execute(commissioner.caller, {
      personId: unwilling.personId,
      branchId: other.branch.id,
      reason: `A quarrel with O'Brien <b> 李`,
    });
    await careLive(world, { lot, branchId, deliveringBranchId: partner.branch.id });
    const rounds = [];
    for (const name of ['sealed', 'closed'] as const) {
      const open = await world.aBroadcastOpen({ lot, branches: [leaving, other] });
      await world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
      const command = { broadcastId: open.broadcast.id, reason: 'answered' };
      if (name === 'closed') await world.get(CloseBroadcast).early(open.officer.caller, command);
      rounds.push(open.broadcast.id);
    }
    const moving = await movingAlready(commissioner, branchId, lot);
    return { lot, commissioner, leaving, authorityId, rounds, moving };
  }

  /**
   * Creates care of the branch in a second lot and starts to move this care. The branch was suspended in that
   * lot earlier, and no other branch works there.
   */
  async function movingAlready(commissioner: TestUser, branchId: string, { authorityId }: LotEntity) {
    const lot = await world.aLot({ authorityId, areas: ['LE67'] });
    await world.aContract({ lot, branchId });
    await careLive(world, { lot, branchId, postcode: 'LE67 3TU' });
    const conditions = [{ kind: 'suspended' }] as const;
    await world.aRestriction({ by: commissioner, branchId, lotIds: [lot.id], conditions });
    await world.get(Sweep).sweep();
    const { items } = await reallocationPage(world.reader, authorityId, {});
    return started(world, { commissioner, proposal: items[0]! });
  }

  async function expectConfirmed(
    { authorityId, commissioner, rounds, moving }: Awaited<ReturnType<typeof aBusyBranch>>,
    preview: PreviewView,
  ): Promise<void> {
    await world.get(Sweep).sweep();
    const { items } = await reallocationPage(world.reader, authorityId, {});
    const proposal = items.find(({ status }) => status === 'proposed');
    const running = await started(world, { commissioner, proposal: proposal! });
    await world.get(Sweep).sweep();
    await world.get(Sweep).sweep();
    const cases = await casesOf(world, authorityId, running.id);
    const minutes = (some: typeof cases) => some.reduce((sum, one) => sum + one.weeklyMinutes, 0);
    const people = (some: typeof cases) => new Set(some.map(({ personId }) => personId)).size;
    const unplaced = cases.filter(({ status }) => status === 'unplaced');

    expect(preview).toMatchObject({
      moves: true,
      care: { people: people(cases), placements: cases.length, weeklyMinutes: minutes(cases) },
      alreadyMoving: { people: 1, placements: (await casesOf(world, authorityId, moving.id)).length },
      untouched: { people: running.untouched },
      unplaceable: {
        people: people(unplaced),
        placements: unplaced.length,
        weeklyMinutes: minutes(unplaced),
      },
    });
    expect([cases.length, unplaced.length, running.untouched]).toEqual([6, 2, 1]);
    const revoked = `SELECT 1 FROM invitation WHERE broadcast_id = ANY($1) AND status = 'revoked'`;
    expect(await world.rows(revoked, [rounds])).toHaveLength(preview.invitationsRevoked);
    const lapsed = `SELECT broadcast_id AS id FROM offer WHERE broadcast_id = ANY($1) AND status = 'lapsed' ORDER BY array_position($1, broadcast_id)`;
    // Both offers lapse, but the preview counted only the readable offer. Offers of a sealed broadcast are
    // secret.
    expect(await world.rows(lapsed, [rounds])).toEqual(rounds.map((id) => ({ id })));
    expect(preview.offersLapsed).toBe(1);
  }

  const urgency = 'urgent';

  it('of a suspension count the same people, hours, invitations and offers, and the same who go nowhere', async () => {
    const busy = await aBusyBranch();
    const { authorityId, commissioner, leaving } = busy;
    const notice = {
      branchId: leaving.branch.id,
      source: 'authority',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'suspended' }],
    } as const;
    const preview = await world.get(Previews).ofRestriction(authorityId, { ...notice, urgency });
    const words = { reference: 'S-1', evidence: 'E', reason: 'W' };
    await world.get(RecordRestriction).execute(commissioner.caller, { ...notice, ...words });
    await expectConfirmed(busy, preview);
  });

  it('of a hand-back do', async () => {
    const busy = await aBusyBranch();
    const { authorityId, leaving } = busy;
    const command = { branchId: leaving.branch.id, lotIds: [] };
    const preview = await world.get(Previews).ofHandBack(authorityId, { ...command, urgency });
    await world.get(HandBackContract).execute(leaving.user.caller, { ...command, reason: 'No carers' });
    await expectConfirmed(busy, preview);
  });

  it('of a closure do', async () => {
    const busy = await aBusyBranch();
    const { authorityId, leaving } = busy;
    const recorder = await world.aUser({ role: 'commissioner', authorityId });
    const preview = await world
      .get(Previews)
      .ofClosure(authorityId, { branchId: leaving.branch.id, urgency });
    const { id, name, postcode, registration, ratings, version } = await branchView(
      world.reader,
      leaving.branch.id,
    );
    await world.get(ChangeBranch).execute(recorder.caller, {
      ...{ branchId: id, name, postcode, ratings, version },
      registration: { ...registration, status: 'deregistered' },
      source: aSource(version),
    });
    await expectConfirmed(busy, preview);
  });

  it.each([
    {
      notice: 'what its live contracts ask for, whatever one that has ended asked',
      days: undefined,
      leaves: 42,
    },
    { notice: 'as long as it is said to be', days: 7, leaves: 7 },
    { notice: 'none at all', days: 0, leaves: 0 },
  ])('of a hand-back say the same last day, with a notice of $notice', async ({ days, leaves }) => {
    const lot = await world.aLot();
    const leaving = await world.aContractedBranch({ lot });
    const branchId = leaving.branch.id;
    await world.rows('UPDATE contract SET notice_days = 42 WHERE branch_id = $1', [branchId]);
    await world.aContract({ lot, branchId, startsOn: '2024-01-01', endsOn: '2025-03-31', noticeDays: 180 });
    await expectLastDay(leaving, lot, { days, leaves });
  });

  it('of a hand-back of work without a contract of its own say the usual notice', async () => {
    const lot = await world.aLot();
    const lead = await world.aContractedBranch({ lot });
    const leaving = await world.aContractedBranch({ lot: await world.aLot() });
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: leaving.branch.id });
    await expectLastDay(leaving, lot, { days: undefined, leaves: 28 });
  });

  async function expectLastDay(
    { branch, user }: ContractedBranch,
    { id, authorityId }: LotEntity,
    { days, leaves }: { readonly days: number | undefined; readonly leaves: number },
  ): Promise<void> {
    const command = { branchId: branch.id, lotIds: [id], ...(days !== undefined && { noticeDays: days }) };
    const preview = await world.get(Previews).ofHandBack(authorityId, command);
    const [done] = await world
      .get(HandBackContract)
      .execute(user.caller, { ...command, reason: 'No carers' });
    expect(preview.leavesOn).toBe(done?.leavesOn);
    expect(preview.leavesOn).toBe(addDays(londonDate(world.clock.now()), leaves));
  }
});
