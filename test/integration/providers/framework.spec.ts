import { ChangeLotOutline } from '#brokerage/authorities/change-lot-outline';
import { lotOutlines } from '#brokerage/authorities/lots.queries';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { placementIn } from '#brokerage/care/placements.queries';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { contractDependants } from '#brokerage/monitoring/contract-dependants.queries';
import { contractLines } from '#brokerage/monitoring/contract-lines.queries';
import { ChangeContract } from '#brokerage/providers/change-contract';
import { ChangeContracts } from '#brokerage/framework/change-contracts';
import { checksOf } from '#brokerage/framework/contract-checks.queries';
import { contractIn } from '#brokerage/providers/contracts.queries';
import { CopyContract } from '#brokerage/framework/copy-contract';
import { ratesOfContract, upliftsOf } from '#brokerage/framework/rate-uplifts.queries';
import { RecordContract } from '#brokerage/providers/record-contract';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import type { ContractLineFilter } from '#brokerage/monitoring/contract-lines.queries';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { World } from '../../support/world.js';

describe('contracts as a set', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Live care of one person under a contract, and a commissioner of its authority. */
  async function careUnderContract() {
    const placed = await world.aPlacement();
    const { authorityId } = placed.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const today = londonDate(world.clock.now());
    const { contract } = placed.winner;
    const lines = (filter: ContractLineFilter = {}) =>
      contractLines(world.reader, authorityId, { ids: [contract.id], ...filter }, world.clock.now());
    return { ...placed, authorityId, commissioner, today, contract, lines };
  }

  it('are listed with their care, by lot, provider and end, and show what hangs on them', async () => {
    const { authorityId, contract, lot, placement, commissioner, lines, today, winner } =
      await careUnderContract();
    const { items } = await lines();
    expect(items).toMatchObject([
      {
        id: contract.id,
        branchName: winner.branch.name,
        lotCode: lot.code,
        people: 1,
        weeklyMinutes: placement.weeklyMinutes,
        weeklyCostPence: Math.round((placement.weeklyMinutes * placement.hourlyRatePence) / 60),
        ownerId: commissioner.id,
      },
    ]);
    const count = async (filter: ContractLineFilter) => (await lines(filter)).items.length;
    expect(await count({ lotId: lot.id, providerId: winner.provider.id, state: 'in_force' })).toBe(1);
    expect(await count({ search: winner.branch.name.toUpperCase() })).toBe(1);
    expect([await count({ state: 'ending' }), await count({ state: 'ended' })]).toEqual([0, 0]);
    const end = (endsOn: string | null, version: number) =>
      world.get(ChangeContracts).execute(commissioner.caller, {
        contracts: [{ id: contract.id, version }],
        change: { endsOn },
      });
    await end(addDays(today, 91), 1);
    expect(await count({ state: 'ending' })).toBe(0);
    await end(addDays(today, 90), 2);
    expect(await count({ state: 'ending' })).toBe(1);
    world.clock.pass({ days: 91 });
    expect([await count({ state: 'ending' }), await count({ state: 'ended' })]).toEqual([0, 1]);

    const { care, openRounds, subcontracts } = await contractDependants(
      world.reader,
      authorityId,
      contract.id,
      world.clock.now(),
    );
    expect(care).toMatchObject([{ placementId: placement.id, weeklyMinutes: placement.weeklyMinutes }]);
    expect([openRounds, subcontracts]).toEqual([[], []]);
    const foreign = await world.anAuthority();
    expect((await contractLines(world.reader, foreign.id, {}, world.clock.now())).items).toEqual([]);
  });

  it('are changed all together or not at all, from what the user saw, and once when sent at the same moment', async () => {
    const { contract, commissioner, lot, authorityId } = await careUnderContract();
    const other = await world.aContractedBranch({ lot });
    const both = [contract, other.contract].map(({ id }) => ({ id, version: 1 }));
    const change = (given: object, contracts = both, by = commissioner) =>
      world.get(ChangeContracts).execute(by.caller, { contracts, change: given });

    await expect(change({})).rejects.toMatchObject({ code: 'nothing_to_change' });
    await expect(change({ endsOn: '2020-01-01' })).rejects.toMatchObject({
      code: 'contract_invalid',
      facts: { faults: [{ code: 'ends_before_start' }, { code: 'ends_before_start' }] },
    });
    await expect(change({ ownerId: lot.id })).rejects.toMatchObject({ code: 'owner_not_found' });
    await expect(
      change({ tier: 2 }, [...both.slice(0, 1), { id: other.contract.id, version: 9 }]),
    ).rejects.toMatchObject({
      code: 'version_stale',
    });
    const stranger = await world.aUser({ role: 'commissioner' });
    await expect(change({ tier: 2 }, both, stranger)).rejects.toMatchObject({ code: 'contract_not_found' });

    const sent = await Promise.allSettled(
      [1, 2, 3].map((days) => change({ noticeDays: 40 + days, tier: 2 })),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const tiers = await Promise.all(
      both.map(({ id }) => contractIn(world.reader, { authorityId }, id, world.clock.now())),
    );
    expect(tiers.map(({ tier, version }) => [tier, version])).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(await world.eventsOf(other.contract.id)).toEqual(['contract.changed']);
  });

  it('are copied to other lots with the rates of today, in every lot or in none', async () => {
    const { contract, commissioner, lot, today, winner } = await careUnderContract();
    const [one, other] = [
      await world.aLot({ authorityId: lot.authorityId, areas: ['LE98'] }),
      await world.aLot({ authorityId: lot.authorityId, areas: ['LE97'] }),
    ];
    const copy = (lotIds: string[]) =>
      world
        .get(CopyContract)
        .execute(commissioner.caller, { contractId: contract.id, lotIds, startsOn: today });
    await expect(copy([one.id, lot.id])).rejects.toMatchObject({
      code: 'contract_overlaps',
      facts: { lots: [lot.code] },
    });
    await expect(copy([(await world.aLot()).id])).rejects.toMatchObject({ code: 'lot_not_found' });
    const outcomes = await Promise.allSettled([1, 2].map(() => copy([one.id, other.id])));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rows = await world.rows('SELECT lot_id FROM contract WHERE branch_id = $1', [winner.branch.id]);
    expect(rows).toHaveLength(3);
  });

  it('have rates from a day on, with the care under them, and keep the earlier ones', async () => {
    const { authorityId, contract, commissioner, placement, today, lines } = await careUnderContract();
    const uplift = (given: object) =>
      world.get(RecordRateUplift).execute(commissioner.caller, {
        contractIds: [contract.id],
        fromOn: addDays(today, 10),
        hundredths: 500,
        reason: 'National living wage',
        ...given,
      });
    const rateOfCare = async () =>
      (await placementIn(world.reader, { authorityId }, placement.id, world.clock.now())).hourlyRatePence;
    const before = placement.hourlyRatePence;
    const after = Math.floor((before * 10_500 + 5_000) / 10_000);

    await expect(uplift({ hundredths: 0 })).rejects.toMatchObject({ code: 'uplift_invalid' });
    await expect(uplift({ hundredths: null, newRatePence: 20_001 })).rejects.toMatchObject({
      code: 'uplift_invalid',
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => uplift({})));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'rates_begin_later' });
      else
        expect(outcome.value).toMatchObject({
          people: 1,
          weeklyCostPence: {
            before: Math.round((placement.weeklyMinutes * before) / 60),
            after: Math.round((placement.weeklyMinutes * after) / 60),
          },
        });

    world.clock.pass({ days: 9 });
    expect(await rateOfCare()).toBe(before);
    world.clock.pass({ days: 1 });
    expect(await rateOfCare()).toBe(after);
    const [line] = (await lines()).items;
    expect(line).toMatchObject({
      rateMinPence: Math.floor((contract.rateMinPence * 10_500 + 5_000) / 10_000),
      weeklyCostPence: Math.round((placement.weeklyMinutes * after) / 60),
    });

    const now = world.clock.now();
    const {
      id: _,
      version,
      branchId: __,
      lotId: ___,
      ...terms
    } = await contractIn(world.reader, { authorityId }, contract.id, now);
    const changed = { ...terms, contractId: contract.id, version, rateMinPence: 1_500 };
    expect(await world.get(ChangeContract).execute(commissioner.caller, changed)).toMatchObject({
      rateMinPence: 1_500,
    });
    const rates = await ratesOfContract(world.reader, authorityId, contract.id);
    expect(rates.map(({ rateMinPence, reason }) => [rateMinPence, reason])).toEqual([
      [contract.rateMinPence, null],
      [line?.rateMinPence, 'National living wage'],
      [1_500, null],
    ]);
    expect(await upliftsOf(world.reader, authorityId)).toMatchObject([
      { contracts: 1, placements: 1, hundredths: 500 },
    ]);
  });

  it('give care that begins later the uplifts after its round, whichever comes first', async () => {
    const { lot, award, winner, officer } = await world.anAward();
    world.clock.pass({ hours: 1 });
    const start = world
      .get(ConfirmStart)
      .execute(officer.caller, { awardId: award.id, startedAt: world.clock.now().toISOString() });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const today = londonDate(world.clock.now());
    const uplift = world.get(RecordRateUplift).execute(commissioner.caller, {
      contractIds: [winner.contract.id],
      fromOn: addDays(today, 30),
      hundredths: null,
      newRatePence: 3_333,
      reason: 'Agreed',
    });
    const [, started] = await Promise.all([uplift, start]);
    world.clock.pass({ days: 29 });
    const scope = { authorityId: lot.authorityId };
    const rate = async () =>
      (await placementIn(world.reader, scope, started.id, world.clock.now())).hourlyRatePence;
    expect(await rate()).toBe(award.hourlyRatePence);
    world.clock.pass({ days: 2 });
    expect(await rate()).toBe(3_333);
  });

  it('raise care once if one uplift covers a contract and its successor, also care that begins later', async () => {
    const live = await careUnderContract();
    const awarded = await world.anAward({ lot: live.lot, officer: live.officer, branches: [live.winner] });
    const { authorityId, commissioner, today, contract } = live;
    const next = addDays(today, 20);
    const { id: _, ...terms } = contract;
    await world.rows('UPDATE contract SET ends_on = $2 WHERE id = $1', [contract.id, addDays(next, -1)]);
    const successor = await world
      .get(RecordContract)
      .execute(commissioner.caller, { ...terms, startsOn: next, endsOn: null });
    const uplift = (contractIds: string[], fromOn: string) =>
      world.get(RecordRateUplift).execute(commissioner.caller, {
        contractIds,
        fromOn,
        hundredths: 1_000,
        newRatePence: null,
        reason: 'Agreed',
      });
    expect(await uplift([successor.id], next)).toMatchObject({ people: 1 });
    expect(await uplift([contract.id, successor.id], addDays(next, 1))).toMatchObject({ people: 1 });
    world.clock.pass({ hours: 1 });
    const started = await world
      .get(ConfirmStart)
      .execute(awarded.winner.user.caller, { awardId: awarded.award.id });
    world.clock.pass({ days: 22 });
    for (const { id, hourlyRatePence } of [live.placement, started]) {
      const care = await placementIn(world.reader, { authorityId }, id, world.clock.now());
      const once = Math.round(hourlyRatePence * 1.1);
      expect(care.hourlyRatePence).toBe(Math.round(once * 1.1));
    }
  });

  it('are on the board with an owner while care runs under one that ends soon or has ended', async () => {
    const { authorityId, contract, commissioner, lot, today, officer, winner } = await careUnderContract();
    const board = async () => {
      const { items } = await boardOf(world.reader, authorityId, { group: 'contracts' }, world.clock.now());
      return items.map(({ kind, id, action, ownerId }) => [kind, id, action, ownerId]);
    };
    const change = (version: number, given: object) =>
      world.get(ChangeContracts).execute(commissioner.caller, {
        contracts: [{ id: contract.id, version }],
        change: given,
      });
    await change(1, { endsOn: addDays(today, 91) });
    expect(await board()).toEqual([]);
    await change(2, { endsOn: addDays(today, 90) });
    expect(await board()).toEqual([['contract', contract.id, 'contract_ending', commissioner.id]]);
    await change(3, { ownerId: officer.id });
    expect(await board()).toEqual([['contract', contract.id, 'contract_ending', officer.id]]);
    world.clock.pass({ days: 91 });
    expect(await board()).toEqual([['contract', contract.id, 'contract_ended', officer.id]]);
    const { rateMinPence, rateMaxPence } = contract;
    await world.get(RecordContract).execute(commissioner.caller, {
      branchId: winner.branch.id,
      lotId: lot.id,
      tier: 1,
      rankInTier: 1,
      rateMinPence,
      rateMaxPence,
      startsOn: addDays(today, 91),
    });
    expect(await board()).toEqual([]);
  });

  it('have checks of their branch, which are on the board once they have run out, and are kept', async () => {
    const { authorityId, commissioner, today, winner } = await careUnderContract();
    const record = (given: object = {}) =>
      world.get(RecordContractCheck).execute(commissioner.caller, {
        branchId: winner.branch.id,
        kind: 'insurance',
        satisfied: true,
        evidence: 'Certificate 7',
        reviewOn: addDays(today, 30),
        ...given,
      });
    const board = async () => {
      const { items } = await boardOf(world.reader, authorityId, { group: 'contracts' }, world.clock.now());
      return items.map(({ kind, branchId, action, ownerId }) => [kind, branchId, action, ownerId]);
    };
    await expect(record({ reviewOn: today, evidence: ' ' })).rejects.toMatchObject({
      code: 'check_invalid',
      facts: { faults: [{ code: 'check_evidence_missing' }, { code: 'review_in_past' }] },
    });
    await expect(record({ branchId: '1-0' })).rejects.toMatchObject({ code: 'branch_not_found' });
    const first = await record();
    expect(first).toMatchObject({ recordedByName: expect.any(String) as string, stands: true });
    world.clock.pass({ days: 29 });
    expect(await board()).toEqual([]);
    world.clock.pass({ days: 1 });
    expect(await board()).toEqual([['check', winner.branch.id, 'check_run_out', commissioner.id]]);
    await record({ satisfied: false, reviewOn: addDays(today, 60) });
    expect(await board()).toEqual([]);
    const checks = await checksOf(world.reader, authorityId, winner.branch.id);
    expect(checks.map(({ satisfied, stands }) => [satisfied, stands])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('draw their lot: an outline is replaced from the version that was seen, and refused with its fault', async () => {
    const { commissioner, lot, authorityId } = await careUnderContract();
    const ring = [
      [-1.2, 52.7],
      [-1.1, 52.7],
      [-1.1, 52.8],
      [-1.2, 52.7],
    ];
    const file = JSON.stringify({ type: 'Polygon', coordinates: [ring] });
    const change = (given: object, by = commissioner) =>
      world.get(ChangeLotOutline).execute(by.caller, { lotId: lot.id, version: 1, file, ...given });
    await expect(change({ file: '{}' })).rejects.toMatchObject({
      code: 'outline_invalid',
      facts: { faults: [{ code: 'outline_not_geojson' }] },
    });
    await expect(change({}, await world.aUser({ role: 'commissioner' }))).rejects.toMatchObject({
      code: 'lot_not_found',
    });
    const outcomes = await Promise.allSettled([1, 2].map(() => change({})));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await lotOutlines(world.reader, authorityId)).toMatchObject([
      { outline: { coordinates: [ring] } },
    ]);
    await change({ version: 2, file: null });
    expect(await lotOutlines(world.reader, authorityId)).toMatchObject([{ outline: null }]);
  });
});
