import * as fc from 'fast-check';
import { branchFacts, packageFacts, ratingPolicy } from '../../testing/arbitraries.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import { aRestriction, COMMIT_BY, NOW } from '../../testing/restriction-facts.js';
import { decideEligibility } from './decide-eligibility.js';
import { decideFromFrozen, freezeFacts, type FrozenFacts } from './frozen-facts.js';

const AT = { now: NOW, commitBy: COMMIT_BY };

describe('frozen facts', () => {
  it('are plain JSON', () => {
    const branch = aBranch({ restrictions: [aRestriction({ kind: 'closed' }, { liftedAt: NOW })] });
    const frozen = freezeFacts(branch, aPackage(), 'any', AT);
    expect(JSON.parse(JSON.stringify(frozen))).toEqual(frozen);
    expect(frozen).toMatchObject({
      branch: { restrictions: [{ from: '2026-02-01T00:00:00.000Z', to: null, liftedAt: NOW.toISOString() }] },
      policy: 'any',
      at: { now: NOW.toISOString(), commitBy: COMMIT_BY.toISOString() },
    });
  });

  it('give the decision that was made from them, exactly', () => {
    fc.assert(
      fc.property(branchFacts, packageFacts, ratingPolicy, (branch, pkg, policy) => {
        const stored = JSON.stringify(freezeFacts(branch, pkg, policy, AT));
        expect(decideFromFrozen(JSON.parse(stored) as FrozenFacts)).toEqual(
          decideEligibility(branch, pkg, policy, AT),
        );
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
