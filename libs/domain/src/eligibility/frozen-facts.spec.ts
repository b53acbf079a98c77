import * as fc from 'fast-check';
import { branchFacts, packageFacts, ratingPolicy } from '../../testing/arbitraries.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import { aRestriction, COMMIT_BY, NOW } from '../../testing/restriction-facts.js';
import { decideEligibility } from './decide-eligibility.js';
import { decideFromFrozen, factsThatDecide, type FrozenFacts } from './frozen-facts.js';

const AT = { now: NOW, commitBy: COMMIT_BY };

describe('frozen facts', () => {
  it('know instants again that were stored as text', () => {
    const lifted = aRestriction({ kind: 'closed' }, { liftedAt: NOW });
    const facts = { branch: aBranch({ restrictions: [lifted] }), package: aPackage(), policy: 'any', at: AT };
    const frozen = JSON.parse(JSON.stringify(facts)) as FrozenFacts;
    expect(frozen.branch.restrictions[0]?.liftedAt).toBe(NOW.toISOString());
    expect(decideFromFrozen(frozen)).toMatchObject({ eligible: true });
  });

  it('give the decision that was made from them, exactly', () => {
    fc.assert(
      fc.property(branchFacts, packageFacts, ratingPolicy, (branch, pkg, policy) => {
        const shared = JSON.stringify({ package: pkg, policy, at: AT });
        const own = JSON.stringify({ branch: factsThatDecide(branch, pkg) });
        const stored = { ...JSON.parse(shared), ...JSON.parse(own) } as FrozenFacts;
        expect(decideFromFrozen(stored)).toEqual(decideEligibility(branch, pkg, policy, AT));
      }),
    );
  });

  it('keep a decision that is itself plain JSON', () => {
    fc.assert(
      fc.property(branchFacts, packageFacts, ratingPolicy, (branch, pkg, policy) => {
        const decision = decideEligibility(branch, pkg, policy, AT);
        expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
      }),
    );
  });
});
