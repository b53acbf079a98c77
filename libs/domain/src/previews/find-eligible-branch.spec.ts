import * as fc from 'fast-check';
import { branchFacts, packageFacts, ratingPolicy } from '../../testing/arbitraries.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import { aRestriction, COMMIT_BY, NOW } from '../../testing/restriction-facts.js';
import { decideEligibility } from '../eligibility/decide-eligibility.js';
import type { BranchFacts } from '../eligibility/facts.js';
import { canTakeWork, hasTaker, mightTake, probeOf, profileOf } from './find-eligible-branch.js';

const AT = { now: NOW, commitBy: COMMIT_BY };
const capacity = (spareMinutes: number) => ({ ...aBranch().capacity!, spareMinutes });

describe('whether anybody would take a package', () => {
  const asks = (market: readonly BranchFacts[], pkg = aPackage(), own = (facts: BranchFacts) => facts) =>
    hasTaker(pkg, mightTake(market, probeOf(pkg), 'any', AT), own, 'any', AT);

  it.each<{ branch: Partial<BranchFacts>; taken: boolean; why: string }>([
    { branch: {}, taken: true, why: 'it has exactly enough to spare' },
    { branch: { capacity: capacity(629) }, taken: false, why: 'it is one minute short' },
    { branch: { capacity: null }, taken: false, why: 'it never declared any' },
    { branch: { contracts: [] }, taken: false, why: 'it has no contract in the lot' },
    { branch: { capabilities: [] }, taken: false, why: 'it cannot meet the need' },
    { branch: { restrictions: [aRestriction({ kind: 'closed' })] }, taken: false, why: 'it is closed' },
    {
      branch: { leaving: { kind: 'transfer', cause: 'suspension' } },
      taken: false,
      why: 'it is the one being left',
    },
  ])('is $taken of a branch when $why', ({ branch, taken }) => {
    expect(asks([aBranch(branch)])).toBe(taken);
  });

  it('asks what each knows of the person', () => {
    const unwanted = (facts: BranchFacts): BranchFacts =>
      facts.deliveringBranchId === 'branch-1' ? { ...facts, isExcluded: true } : facts;
    expect(asks([aBranch()], aPackage(), unwanted)).toBe(false);
    const other = aBranch({
      leadBranchId: 'branch-2',
      deliveringBranchId: 'branch-2',
      capacity: capacity(700),
    });
    expect(asks([aBranch(), other], aPackage(), unwanted)).toBe(true);
  });

  it('is what deciding for every branch in turn would say', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.array(branchFacts, { maxLength: 6 }),
        packageFacts,
        ratingPolicy,
        fc.boolean(),
        (arbitrary, some, policy, isEasy) => {
          const pkg = isEasy ? { ...some, needs: [], bands: [], doubleUp: false } : some;
          const market = isEasy
            ? arbitrary.map((one) => ({
                ...one,
                ...aBranch({ capacity: one.capacity, isExcluded: one.isExcluded, leaving: one.leaving }),
              }))
            : arbitrary;
          const candidates = mightTake(market, probeOf(pkg), policy, AT);
          const isTaken = market.some((branch) => decideEligibility(branch, pkg, policy, AT).eligible);
          expect(hasTaker(pkg, candidates, (one) => one, policy, AT)).toBe(isTaken);
          if (isTaken) taken += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('can take work that has nothing to spare, but not against a restriction', () => {
    const decide = (branch: BranchFacts) => decideEligibility(branch, probeOf(aPackage()), 'any', AT);
    expect(canTakeWork(decide(aBranch({ capacity: capacity(0) })))).toBe(true);
    expect(canTakeWork(decide(aBranch({ restrictions: [aRestriction({ kind: 'no_new_people' })] })))).toBe(
      false,
    );
  });

  it('is one answer for packages that differ in the order of their words only', () => {
    const turned = aPackage({ packageId: 'p-2', personId: 'x', bands: ['bed', 'breakfast'] });
    expect(profileOf(turned)).toBe(profileOf(aPackage()));
    expect(profileOf(aPackage({ startOn: '2026-03-05' }))).not.toBe(profileOf(aPackage()));
    expect(profileOf(aPackage({ weeklyMinutes: 1 }))).not.toBe(profileOf(aPackage()));
  });
});
