import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { ChangeContract } from '#brokerage/providers/change-contract';
import { EndSubcontract } from '#brokerage/providers/end-subcontract';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import { shareStandingLock } from '#brokerage/facts/standing-lock';
import type { Awarded } from '../../support/builders/broadcasts.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

/**
 * Changes that make a branch ineligible, keyed by name. Each entry prepares the change for the branch that
 * won an award. The function that it returns makes the change.
 */
const LOSSES: Readonly<Record<string, (world: World, market: Awarded) => Promise<() => Promise<unknown>>>> = {
  'a change of its registration': (world, { winner, officer }) => {
    const { name, postcode, ratings, id: branchId } = winner.branch;
    const registration = { status: 'deregistered', dormant: false, personalCare: true } as const;
    const source = aSource();
    const command = { branchId, version: 1, name, postcode, ratings, registration, source };
    return Promise.resolve(() => world.get(ChangeBranch).execute(officer.caller, command));
  },
  'a change of its contract': (world, { winner, officer }) => {
    const {
      id: contractId,
      version,
      tier,
      rankInTier,
      rateMinPence,
      rateMaxPence,
      startsOn,
    } = winner.contract;
    const command = {
      contractId,
      version,
      tier,
      rankInTier,
      rateMinPence,
      rateMaxPence,
      startsOn,
      endsOn: startsOn,
    };
    return Promise.resolve(() => world.get(ChangeContract).execute(officer.caller, command));
  },
  'the end of its subcontract': async (world, { winner, officer, lot }) => {
    const { branch } = await world.aProviderWithBranch();
    const pair = { branchId: winner.branch.id, deliveringBranchId: branch.id, lotId: lot.id };
    const { id: subcontractId } = await world
      .get(RecordSubcontract)
      .execute(officer.caller, { ...pair, startsOn: '2026-01-01' });
    return () => world.get(EndSubcontract).execute(officer.caller, { subcontractId, endsOn: '2026-01-31' });
  },
  'its exclusion by a person': (world, { winner, officer, pkg }) => {
    const command = { personId: pkg.personId, branchId: winner.branch.id, reason: 'Missed visits' };
    return Promise.resolve(() => world.get(ExcludeBranch).execute(officer.caller, command));
  },
};

describe("what a branch's eligibility rests on", () => {
  let world: World;
  let market: Awarded;
  beforeAll(async () => {
    world = await World.open();
    market = await world.anAward();
  });
  afterAll(() => world.close());

  it.each(Object.keys(LOSSES))(
    'does not change under a decision that is under way: %s waits',
    async (name) => {
      const lose = await LOSSES[name]!(world, market);
      const deciding = holdTransaction(world, shareStandingLock);
      await deciding.reached;

      let isDone = false;
      const losing = lose().then(() => (isDone = true));
      await untilLockWaits(world, 1);
      expect(isDone).toBe(false);
      await deciding.release();

      expect(await losing).toBe(true);
    },
  );
});
