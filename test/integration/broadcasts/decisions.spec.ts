import { decideFromFrozen, type FrozenFacts } from '#domain/eligibility/frozen-facts';
import type { Check } from '#contracts/eligibility';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { RecordRestriction } from '#brokerage/restrictions/record-restriction';
import { World } from '../../support/world.js';

interface StoredDecision {
  readonly branchId: string;
  readonly eligible: boolean;
  readonly checks: readonly Check[];
  readonly facts: FrozenFacts;
}

/** docs/rules.md §6.4: complete, frozen, and reproducible from the facts that are stored. */
describe('the decisions of a broadcast', () => {
  let world: World;
  let stored: StoredDecision[];
  let contracted: string[];

  beforeAll(async () => {
    world = await World.open();
    const lot = await world.aLot();
    const elsewhere = await world.aLot({ authorityId: lot.authorityId, areas: ['LE12'] });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const fit = await world.aContractedBranch({ lot });
    const inadequate = await world.aContractedBranch({ lot, overall: 'inadequate' });
    const full = await world.aContractedBranch({ lot, spareMinutes: 0 });
    const restricted = await world.aContractedBranch({ lot });
    const unwanted = await world.aContractedBranch({ lot });
    const outside = await world.aContractedBranch({ lot: elsewhere });
    contracted = [fit, inadequate, full, restricted, unwanted, outside].map(({ branch }) => branch.id);
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
    stored = await world.rows<StoredDecision>(
      `SELECT d.branch_id AS "branchId", d.eligible, d.checks, s.facts || d.facts AS facts
       FROM eligibility_decision d JOIN broadcast_facts s USING (broadcast_id) WHERE d.broadcast_id = $1`,
      [broadcast.id],
    );
  });
  afterAll(() => world.close());

  it('are there for every branch contracted to the authority, invited or not', () => {
    expect(stored.map(({ branchId }) => branchId).sort()).toEqual([...contracted].sort());
    expect(stored.filter(({ eligible }) => eligible)).toHaveLength(1);
  });

  it('can be made again from what is stored, to the letter', async () => {
    world.clock.pass({ days: 400 });
    await world.rows(`UPDATE branch SET capabilities = '{}', dormant = true`);
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
