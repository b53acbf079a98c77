import { DisableUser } from '#brokerage/identity/disable-user';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { ChangeContracts } from '#brokerage/framework/change-contracts';
import { checksOf } from '#brokerage/framework/contract-checks.queries';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { contractLines } from '#brokerage/monitoring/contract-lines.queries';
import { subcontractDependants } from '#brokerage/monitoring/subcontract-dependants.queries';
import { forgotten } from '#brokerage/monitoring/watchdog.queries';
import { AssignWork } from '#brokerage/owners/assign-work';
import { workOwner } from '#brokerage/owners/owners.queries';
import { EndSubcontract } from '#brokerage/providers/end-subcontract';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import type { WorkKind } from '#contracts/open-work';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('contracts, subcontracts and checks', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const today = () => londonDate(world.clock.now());

  async function aCouncil() {
    const placed = await world.aPlacement();
    const { authorityId } = placed.lot;
    const first = await world.aUser({ role: 'commissioner', authorityId });
    const second = await world.aUser({ role: 'commissioner', authorityId });
    const assign = (kind: WorkKind, id: string, from: TestUser | null, to: TestUser, by = to) =>
      world.get(AssignWork).execute(by.caller, { kind, id, fromId: from?.id ?? null, ownerId: to.id });
    const ownerOf = async (kind: WorkKind, id: string) =>
      (await workOwner(world.reader, authorityId, { kind, id }, world.clock.now())).ownerId;
    const board = async () =>
      (await boardOf(world.reader, authorityId, { group: 'contracts' }, world.clock.now())).items;
    return { ...placed, authorityId, first, second, assign, ownerOf, board };
  }

  /** Lets another branch deliver the care of the placement under a subcontract. */
  async function aSubcontractWithCare(council: Awaited<ReturnType<typeof aCouncil>>, endsOn: string | null) {
    const { winner, lot, first, placement } = council;
    const { branch: delivering } = await world.aProviderWithBranch();
    await world.aCapacity({ lot, branchId: delivering.id });
    const pair = { branchId: winner.branch.id, deliveringBranchId: delivering.id, lotId: lot.id };
    const subcontract = await world
      .get(RecordSubcontract)
      .execute(first.caller, { ...pair, startsOn: '2025-01-01', endsOn });
    await world.rows('UPDATE placement SET delivering_branch_id = $2 WHERE id = $1', [
      placement.id,
      delivering.id,
    ]);
    return { delivering, subcontract };
  }

  it('are taken and given like other work, with their history, also by officers', async () => {
    const council = await aCouncil();
    const { authorityId, winner, first, second, assign, ownerOf } = council;
    const { subcontract } = await aSubcontractWithCare(council, null);
    const check = await world.get(RecordContractCheck).execute(first.caller, {
      ...{ branchId: winner.branch.id, kind: 'insurance', satisfied: true, evidence: 'Certificate' },
      reviewOn: addDays(today(), 30),
    });
    const officer = await world.aUser({ role: 'officer', authorityId });
    for (const [kind, id] of [
      ['contract', winner.contract.id],
      ['subcontract', subcontract.id],
      ['check', check.id],
    ] as const) {
      // The contract has no owner of its own, so the commissioner who came first is the owner that pages show.
      expect(await ownerOf(kind, id)).toBe(first.id);
      await assign(kind, id, first, second);
      await expect(assign(kind, id, first, officer)).rejects.toMatchObject({ code: 'owner_changed' });
      await assign(kind, id, second, officer);
      expect(await ownerOf(kind, id)).toBe(officer.id);
      const { changes } = await workOwner(world.reader, authorityId, { kind, id }, world.clock.now());
      expect(changes).toHaveLength(2);
    }
    const [standing] = await checksOf(world.reader, authorityId, winner.branch.id);
    expect(standing).toMatchObject({ ownerId: officer.id, recordedByName: expect.any(String) });
    const [recorder] = await world.rows('SELECT recorded_by FROM contract_check WHERE id = $1', [check.id]);
    expect(recorder).toEqual({ recorded_by: first.id });
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  });

  it('of ten users who take one at once, one has it', async () => {
    const { authorityId, winner, first, assign, ownerOf } = await aCouncil();
    const takers = await Promise.all(
      Array.from({ length: 10 }, () => world.aUser({ role: 'officer', authorityId })),
    );
    const ends = await Promise.allSettled(
      takers.map((taker) => assign('contract', winner.contract.id, first, taker)),
    );
    const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.ownerId] : []));
    expect(won).toEqual([await ownerOf('contract', winner.contract.id)]);
  });

  it('go to a colleague when their owner is disabled', async () => {
    const { authorityId, winner, first, second, assign, ownerOf } = await aCouncil();
    const { id } = winner.contract;
    await assign('contract', id, first, second);
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: second.id });
    const heir = await ownerOf('contract', id);
    expect([null, second.id]).not.toContain(heir);
    const { items } = await contractLines(world.reader, authorityId, { ids: [id] }, world.clock.now());
    expect(items[0]?.ownerId).toBe(heir);
  });

  it('do not weigh when the owner of new work is chosen', async () => {
    const { id: authorityId } = await world.anAuthority();
    const lot = await world.aLot({ authorityId });
    const { contract } = await world.aContractedBranch({ lot });
    const officer = () => world.aUser({ role: 'officer', authorityId });
    const [holder, busy, leaver] = [await officer(), await officer(), await officer()];
    await world.get(AssignWork).execute(holder.caller, {
      ...{ kind: 'contract', id: contract.id, fromId: null, ownerId: holder.id },
    });
    await world.aPackage({ by: busy });
    const { id } = await world.aPackage({ by: leaver });
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: leaver.id });
    const [pkg] = await world.rows('SELECT next_action_owner_id AS owner FROM package WHERE id = $1', [id]);
    expect(pkg).toEqual({ owner: holder.id });
  });

  it('are given to any colleague as a set, and not to one who is away', async () => {
    const { lot, winner, first, second, ownerOf, authorityId } = await aCouncil();
    const other = await world.aContractedBranch({ lot });
    const contracts = [winner.contract, other.contract].map(({ id }) => ({ id, version: 1 }));
    const give = (by: TestUser, to: TestUser, set = contracts) =>
      world.get(ChangeContracts).execute(by.caller, { contracts: set, change: { ownerId: to.id } });
    const officer = await world.aUser({ role: 'officer', authorityId });
    await give(first, officer);
    for (const { id } of contracts) expect(await ownerOf('contract', id)).toBe(officer.id);
    const { changes } = await workOwner(
      world.reader,
      authorityId,
      { kind: 'contract', id: contracts[0]!.id },
      world.clock.now(),
    );
    expect(changes).toHaveLength(1);
    await world
      .get(RecordAbsence)
      .execute(second.caller, { deputyId: first.id, firstOn: today(), lastOn: today() });
    const again = contracts.map(({ id }) => ({ id, version: 2 }));
    await expect(give(first, second, again)).rejects.toMatchObject({ code: 'owner_absent' });
    const auditor = await world.aUser({ role: 'auditor', authorityId });
    await expect(give(first, auditor, again)).rejects.toMatchObject({ code: 'owner_not_found' });
  });

  it('subcontracts that end within 90 days with care under them are on the board, and show what hangs on them', async () => {
    const council = await aCouncil();
    const { authorityId, lot, placement, first, board, pkg, winner } = council;
    const { subcontract, delivering } = await aSubcontractWithCare(council, null);
    const end = (endsOn: string) =>
      world.get(EndSubcontract).execute(first.caller, { subcontractId: subcontract.id, endsOn });
    await end(addDays(today(), 91));
    expect(await board()).toEqual([]);
    await end(addDays(today(), 90));
    expect(await board()).toMatchObject([
      {
        kind: 'subcontract',
        id: subcontract.id,
        action: 'subcontract_ending',
        ownerId: first.id,
        branchId: delivering.id,
        weeklyMinutes: placement.weeklyMinutes,
      },
    ]);
    world.clock.pass({ days: 91 });
    expect(await board()).toMatchObject([{ action: 'subcontract_ended' }]);

    const { broadcast } = await world.aBroadcastOpen({ lot, branches: 0 });
    const seen = () => subcontractDependants(world.reader, authorityId, subcontract.id, world.clock.now());
    expect(await seen()).toMatchObject({
      subcontract: { branchName: winner.branch.name, deliveringBranchName: delivering.name },
      care: [{ placementId: placement.id, reference: pkg.reference }],
      awaitedStarts: [],
      openRounds: [],
    });
    // A subcontract that goes on has the round in which its branch may deliver.
    await world.rows('UPDATE invitation SET may_deliver = may_deliver || $2::text WHERE broadcast_id = $1', [
      broadcast.id,
      delivering.id,
    ]);
    expect((await seen()).openRounds).toMatchObject([{ broadcastId: broadcast.id, round: 1 }]);
    const foreign = await world.anAuthority();
    await expect(
      subcontractDependants(world.reader, foreign.id, subcontract.id, world.clock.now()),
    ).rejects.toMatchObject({ code: 'subcontract_not_found' });
  });
});
