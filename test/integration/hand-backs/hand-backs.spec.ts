import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { handBackPage } from '#brokerage/hand-backs/hand-backs.queries';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { SubcontractEntity } from '#brokerage/rows/provider.entity';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { branchView } from '#brokerage/providers/providers.queries';
import type { NewHandBack } from '#contracts/reallocations';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { v7 as uuid } from 'uuid';
import type { TestUser } from '../../support/builders/authorities.js';
import { casesOf, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

describe('a contract that is handed back', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const handBack = (by: TestUser, branchId: string, given: Partial<NewHandBack> = {}) =>
    world.get(HandBackContract).execute(by.caller, {
      branchId,
      lotIds: [],
      reason: `No carers left at O'Brien <b> 李`,
      ...given,
    });

  const inDays = (days: number) => addDays(londonDate(world.clock.now()), days);

  const delivering = async () => {
    const lot = await world.aLot();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const leaving = await world.aContractedBranch({ lot });
    const { placement, officer } = await world.aPlacement({ lot, branches: [leaving] });
    return { lot, commissioner, officer, leaving, placement };
  };

  it('ends the contract with its notice, takes nothing new, and has its moving proposed', async () => {
    const { lot, leaving, commissioner } = await delivering();
    const other = await world.aBroadcastOpen({ lot, branches: [leaving] });
    const [done] = await handBack(leaving.user, leaving.branch.id);
    expect(done).toMatchObject({
      authorityId: lot.authorityId,
      noticeDays: 28,
      contractNoticeDays: 28,
      leavesOn: inDays(28),
      reallocationId: null,
    });
    const [contract] = await world.rows('SELECT ends_on FROM contract WHERE branch_id = $1', [
      leaving.branch.id,
    ]);
    expect(contract).toEqual({ ends_on: inDays(28) });
    expect(await world.eventsOf(other.asked[0]!.invitationId)).toContain('invitation.revoked');
    expect((await concernPage(world.reader, lot.authorityId, {})).items).toMatchObject([
      { kind: 'hand_back', branchId: leaving.branch.id, ownerId: commissioner.id },
    ]);

    await world.get(ProposeReallocations).execute({ handBackId: done!.id });
    const { items } = await reallocationPage(world.reader, lot.authorityId, {});
    expect(items).toMatchObject([
      { cause: 'hand_back', handBackId: done!.id, leavesOn: inDays(28), urgency: 'routine' },
    ]);
    const page = await handBackPage(world.reader, { providerId: leaving.provider.id }, {});
    expect(page.items).toMatchObject([{ id: done!.id, reallocationId: items[0]!.id }]);
  });

  it('of chosen lots leaves the others alone, and is refused for lots where it does not work', async () => {
    const { lot, leaving, commissioner } = await delivering();
    const second = await world.aLot({ authorityId: lot.authorityId, areas: ['LE67'] });
    await world.aContract({ lot: second, branchId: leaving.branch.id });
    await expect(
      handBack(leaving.user, leaving.branch.id, { lotIds: [(await world.aLot()).id] }),
    ).rejects.toMatchObject({ code: 'lot_not_found' });
    const [done] = await handBack(commissioner, leaving.branch.id, { lotIds: [second.id], noticeDays: 0 });
    expect(done).toMatchObject({ lotIds: [second.id], noticeDays: 0, leavesOn: inDays(0) });
    const contracts = await world.rows(
      'SELECT lot_id, ends_on FROM contract WHERE branch_id = $1 ORDER BY ends_on NULLS LAST',
      [leaving.branch.id],
    );
    expect(contracts).toEqual([
      { lot_id: second.id, ends_on: inDays(0) },
      { lot_id: lot.id, ends_on: null },
    ]);
    // The branch delivers no care in the second lot. So handing back this lot moves no person.
    expect(await world.get(ProposeReallocations).execute({ handBackId: done!.id })).toBe('nothing_due');
    await expect(handBack(leaving.user, leaving.branch.id)).rejects.toMatchObject({
      code: 'already_handed_back',
    });
  });

  it("is one for each authority by the provider, and only the own authority's by a commissioner", async () => {
    const { leaving, commissioner, lot } = await delivering();
    const elsewhere = await world.aLot();
    await world.aContract({ lot: elsewhere, branchId: leaving.branch.id, noticeDays: 90 });
    const stranger = await world.aContractedBranch({ lot });
    await expect(handBack(stranger.user, leaving.branch.id)).rejects.toMatchObject({
      code: 'branch_not_found',
    });
    const [own, ...none] = await handBack(commissioner, leaving.branch.id);
    expect([own!.authorityId, none.length]).toEqual([lot.authorityId, 0]);
    const done = await handBack(leaving.user, leaving.branch.id, { lotIds: [elsewhere.id] });
    expect(done).toMatchObject([{ authorityId: elsewhere.authorityId, noticeDays: 90 }]);
  });

  it('moves what it delivers for others, and leaves what others deliver for it', async () => {
    const { lot, leaving, commissioner } = await delivering();
    const partner = await world.aContractedBranch({ lot });
    const pair = { authorityId: lot.authorityId, lotId: lot.id, startsOn: '2025-01-01', endsOn: null };
    for (const [branchId, deliveringBranchId] of [
      [leaving.branch.id, partner.branch.id],
      [partner.branch.id, leaving.branch.id],
    ] as const)
      await world.save(SubcontractEntity, { id: uuid(), branchId, deliveringBranchId, ...pair });
    const handedBack = await world.aPlacement({ lot, branches: [leaving] });
    await world.rows('UPDATE placement SET branch_id = $2 WHERE id = $1', [
      handedBack.placement.id,
      partner.branch.id,
    ]);
    const kept = await world.aPlacement({ lot, branches: [leaving] });
    await world.rows('UPDATE placement SET delivering_branch_id = $2 WHERE id = $1', [
      kept.placement.id,
      partner.branch.id,
    ]);
    const [done] = await handBack(leaving.user, leaving.branch.id);
    await world.get(ProposeReallocations).execute({ handBackId: done!.id });
    const [proposal] = (await reallocationPage(world.reader, lot.authorityId, {})).items;
    const running = await started(world, { commissioner, proposal: proposal! });
    expect(running).toMatchObject({ cases: { queued: 2 }, untouched: 1 });
    const cases = await casesOf(world, lot.authorityId, running.id);
    expect(cases.map(({ placementId }) => placementId)).toContain(handedBack.placement.id);
    const [subcontract] = await world.rows(
      'SELECT ends_on FROM subcontract WHERE delivering_branch_id = $1',
      [leaving.branch.id],
    );
    expect(subcontract).toEqual({ ends_on: done!.leavesOn });

    await world.get(ReleaseCases).execute({ reallocationId: running.id });
    await world.get(BroadcastReplacement).execute({ caseId: cases[0]!.id });
    const [asked] = await casesOf(world, lot.authorityId, running.id);
    const invited = await world.rows(
      'SELECT branch_id, may_deliver FROM invitation WHERE broadcast_id = $1',
      [asked!.broadcastId],
    );
    expect(invited).toEqual([{ branch_id: partner.branch.id, may_deliver: [partner.branch.id] }]);
  });

  it('and a branch that loses its registration: the move is proposed, once, and starts when confirmed', async () => {
    const { lot, leaving, commissioner } = await delivering();
    const recorder = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { id, name, postcode, registration, ratings, version } = await branchView(
      world.reader,
      leaving.branch.id,
    );
    await world.get(ChangeBranch).execute(recorder.caller, {
      branchId: id,
      name,
      postcode,
      ratings,

      version,
      registration: { ...registration, status: 'deregistered' },
      source: aSource(version),
    });
    const propose = () => world.get(ProposeReallocations).execute({ closedBranchId: id });
    expect([await propose(), await propose()]).toEqual(['proposed', 'nothing_due']);
    const { items } = await reallocationPage(world.reader, lot.authorityId, {});
    expect(items).toMatchObject([{ cause: 'closure', status: 'proposed', branchId: id }]);
    expect(await started(world, { commissioner, proposal: items[0]! })).toMatchObject({
      status: 'running',
      cases: { queued: 1 },
    });
  });

  it('may be handed back everywhere else, though one authority has recorded its own already', async () => {
    const { leaving, commissioner } = await delivering();
    const elsewhere = await world.aLot();
    await world.aContract({ lot: elsewhere, branchId: leaving.branch.id });
    await handBack(commissioner, leaving.branch.id);
    const done = await handBack(leaving.user, leaving.branch.id);
    expect(done.map(({ authorityId }) => authorityId)).toEqual([elsewhere.authorityId]);
    await expect(handBack(leaving.user, leaving.branch.id)).rejects.toMatchObject({
      code: 'already_handed_back',
    });
  });
});
