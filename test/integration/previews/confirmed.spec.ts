import { v7 as uuid } from 'uuid';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { Previews } from '#brokerage/previews/previews.queries';
import { ChangeBranch } from '#brokerage/providers/change-branch';
import { branchView } from '#brokerage/providers/providers.queries';
import { SubcontractEntity } from '#brokerage/providers/subcontract.entity';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { RecordRestriction } from '#brokerage/restrictions/record-restriction';
import type { PreviewView } from '#contracts/previews';
import { careLive } from '../../support/builders/live-care.js';
import { casesOf, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';

/** What a commissioner is shown before, and what then happens when it is confirmed unchanged. */
describe('a preview and its confirmation', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ providers: [Sweep] });
  });
  afterAll(() => world.close());

  /** Five people of one branch, of whom two can go nowhere, and one whom its partner cares for. */
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
    const open = await world.aBroadcastOpen({ lot, branches: [leaving, other] });
    await world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
    return { lot, commissioner, leaving, authorityId, broadcastId: open.broadcast.id };
  }

  async function expectConfirmed(
    { authorityId, commissioner, broadcastId }: Awaited<ReturnType<typeof aBusyBranch>>,
    preview: PreviewView,
  ): Promise<void> {
    await world.get(Sweep).sweep();
    const { items } = await reallocationPage(world.reader, authorityId, {});
    const running = await started(world, { commissioner, proposal: items[0]! });
    await world.get(Sweep).sweep();
    await world.get(Sweep).sweep();
    const cases = await casesOf(world, authorityId, running.id);
    const minutes = (some: typeof cases) => some.reduce((sum, one) => sum + one.weeklyMinutes, 0);
    const people = (some: typeof cases) => new Set(some.map(({ personId }) => personId)).size;
    const unplaced = cases.filter(({ status }) => status === 'unplaced');

    expect(preview).toMatchObject({
      moves: true,
      care: { people: people(cases), placements: cases.length, weeklyMinutes: minutes(cases) },
      untouched: { people: running.untouched },
      unplaceable: {
        people: people(unplaced),
        placements: unplaced.length,
        weeklyMinutes: minutes(unplaced),
      },
    });
    expect([cases.length, unplaced.length, running.untouched]).toEqual([6, 2, 1]);
    const revoked = `SELECT 1 FROM invitation WHERE broadcast_id = $1 AND status = 'revoked'`;
    const lapsed = `SELECT 1 FROM offer WHERE broadcast_id = $1 AND status = 'lapsed'`;
    const happened = await Promise.all([revoked, lapsed].map((sql) => world.rows(sql, [broadcastId])));
    expect(happened.map((rows) => rows.length)).toEqual([preview.invitationsRevoked, preview.offersLapsed]);
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
    const { authorityId, commissioner, leaving } = busy;
    const preview = await world
      .get(Previews)
      .ofClosure(authorityId, { branchId: leaving.branch.id, urgency });
    const { id, name, postcode, registration, ratings, capabilities, version } = await branchView(
      world.reader,
      leaving.branch.id,
    );
    await world.get(ChangeBranch).execute(commissioner.caller, {
      ...{ branchId: id, name, postcode, ratings, capabilities, version },
      registration: { ...registration, status: 'deregistered' },
    });
    await expectConfirmed(busy, preview);
  });
});
