import { decideFromFrozen, type FrozenFacts } from '#domain/eligibility/frozen-facts';
import type { Check } from '#contracts/eligibility';
import { decisionsOf } from '#brokerage/broadcasts/decisions.queries';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { World } from '../../support/world.js';

interface StoredDecision {
  readonly branchId: string;
  readonly eligible: boolean;
  readonly checks: readonly Check[];
  readonly facts: FrozenFacts;
}

/**
 * Tests that the frozen decisions of a broadcast are complete and never change. A decision that is repeated
 * with its stored facts must have the same result (docs/rules.md §6.4).
 */
describe('the decisions of a broadcast', () => {
  let world: World;
  let stored: StoredDecision[];
  let inTheLot: string[];
  let elsewhere: string;
  let broadcastId: string;
  let authorityId: string;

  beforeAll(async () => {
    world = await World.open();
    const lot = await world.aLot();
    const otherLot = await world.aLot({ authorityId: lot.authorityId, areas: ['LE12'] });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const fit = await world.aContractedBranch({ lot });
    const inadequate = await world.aContractedBranch({ lot, overall: 'inadequate' });
    const full = await world.aContractedBranch({ lot, spareMinutes: 0 });
    const restricted = await world.aContractedBranch({ lot });
    const unwanted = await world.aContractedBranch({ lot });
    const outside = await world.aContractedBranch({ lot: otherLot });
    inTheLot = [fit, inadequate, full, restricted, unwanted].map(({ branch }) => branch.id);
    elsewhere = outside.branch.id;
    authorityId = lot.authorityId;
    await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: restricted.branch.id,
      source: 'cqc',
      reference: 'R-1',
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [
        { kind: 'no_new_people' },
        { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
      ],
    });
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const exclusion = { personId: person.id, branchId: unwanted.branch.id, reason: 'Not again' };
    await world.get(ExcludeBranch).execute(officer.caller, exclusion);
    const { broadcast } = await world.aBroadcastOpen({
      lot,
      officer,
      branches: [fit],
      pkg: { personId: person.id },
    });
    broadcastId = broadcast.id;
    stored = await world.rows<StoredDecision>(
      `SELECT d.branch_id AS "branchId", d.eligible, d.checks, s.facts || d.facts AS facts
       FROM eligibility_decision d JOIN broadcast_facts s USING (broadcast_id) WHERE d.broadcast_id = $1`,
      [broadcast.id],
    );
  });
  afterAll(() => world.close());

  it('are full for every branch with a contract for the lot, invited or not', () => {
    expect(stored.map(({ branchId }) => branchId).sort()).toEqual([...inTheLot].sort());
    expect(stored.filter(({ eligible }) => eligible)).toHaveLength(1);
  });

  it("list the authority's other contracted branches once, and are read with their one reason", async () => {
    const [shared] = await world.rows<{ contractedElsewhere: string[] }>(
      `SELECT facts->'contractedElsewhere' AS "contractedElsewhere" FROM broadcast_facts WHERE broadcast_id = $1`,
      [broadcastId],
    );
    expect(shared).toEqual({ contractedElsewhere: [elsewhere] });
    const read = await decisionsOf(world.reader, authorityId, broadcastId);
    expect(read.map(({ branchId }) => branchId).sort()).toEqual([...inTheLot, elsewhere].sort());
    expect(read.find(({ branchId }) => branchId === elsewhere)).toMatchObject({
      eligible: false,
      tier: null,
      deliveringBranchId: elsewhere,
      checks: [
        { rule: 'contract.lot', result: 'fail', evidence: { contractId: null, leadBranchId: elsewhere } },
      ],
    });
  });

  it('can be made again from what is stored, to the letter', async () => {
    world.clock.pass({ days: 400 });
    await world.rows(`UPDATE branch SET capabilities = '{}', confirmed_capabilities = '{}', dormant = true`);
    for (const { facts, eligible, checks } of stored) {
      const again = decideFromFrozen(facts);
      expect({ eligible: again.eligible, checks: again.checks }).toEqual({ eligible, checks });
    }
  });

  it.each([
    'UPDATE eligibility_decision SET eligible = true',
    'DELETE FROM eligibility_decision',
    "UPDATE broadcast_facts SET facts = '{}'",
  ])('are frozen: %s', async (sql) => {
    await expect(world.rows(sql)).rejects.toThrow('is frozen');
  });
});
