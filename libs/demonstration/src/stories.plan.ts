import { CAPABILITIES } from '#contracts/needs';
import { answerRating } from '#domain/eligibility/branch-rules';
import { canDeliver } from './branch-fit.js';
import { isLiveOn } from './contract-dates.js';
import { settingsOfLot } from './leicestershire/lot-settings.js';
import type { Market } from './packages.plan.js';
import type { PlannedPerson } from './people.plan.js';
import { planCare, type PlannedCare } from './planned-care.js';
import { SeededRandom } from './seeded-random.js';
import { AWARDED } from './stories/awarded-packages.js';
import { BEGUN_OR_OVER } from './stories/started-or-ended.js';
import { type Bidder, StoryBranches } from './stories/story-branches.js';
import { DECIDING } from './stories/awaiting-decision.js';
import { DRAFTS } from './stories/draft-packages.js';
import { OPEN } from './stories/open-broadcasts.js';
import { seenBeforeAnswer } from './stories/seen-before-answer.js';
import type { StoryOutline } from './stories/story-outline.js';
import type { PackageStory } from './stories/story.js';
import { UNFILLED } from './stories/unfilled-broadcasts.js';
import { patternNamed } from './visit-patterns.js';

const SEED = 9_990_006;
const OUTLINES: readonly StoryOutline[] = [
  ...DRAFTS,
  ...OPEN,
  ...UNFILLED,
  ...DECIDING,
  ...AWARDED,
  ...BEGUN_OR_OVER,
];

/**
 * Plans the stories. Together they show every status that a package can have. Each story has its own person,
 * and only eligible branches make offers.
 */
export function planStories(market: Market, people: readonly PlannedPerson[]): PackageStory[] {
  const random = new SeededRandom(SEED);
  const chosen = new Set<string>();
  return OUTLINES.map((outline, index) => {
    const person = people.find(
      ({ reference, lotCode }) => lotCode === outline.lotCode && !chosen.has(reference),
    );
    if (!person) throw new RangeError(`nobody in ${outline.lotCode} for: ${outline.title}`);
    chosen.add(person.reference);
    return planStory(`S${String(index + 1).padStart(2, '0')}`, outline, person, market, random);
  });
}

function planStory(
  key: string,
  { pattern, needs = [], isSubcontracted = false, steps, ...outline }: StoryOutline,
  person: PlannedPerson,
  market: Market,
  random: SeededRandom,
): PackageStory {
  const care = planCare(patternNamed(pattern), [], random);
  const asked = {
    ...care,
    needs: CAPABILITIES.filter((it) => care.needs.includes(it) || needs.includes(it)),
  };
  const bidders = isSubcontracted ? leadsFor(market, person, asked) : biddersFor(market, person, asked);
  return {
    key,
    personReference: person.reference,
    ...outline,
    ...asked,
    steps: seenBeforeAnswer(steps(new StoryBranches({ key, visits: asked.visits }, bidders))),
  };
}

/**
 * Lists the contracted branches that may deliver the package themselves, in the order in which they are
 * invited.
 */
export function biddersFor(market: Market, person: PlannedPerson, care: PlannedCare): Bidder[] {
  return market.contracts
    .filter((contract) => contract.lotCode === person.lotCode && isLiveOn(market.today, contract))
    .filter(({ branchId }) => mayTake(market, branchId, person, care))
    .sort((a, b) => a.tier - b.tier || a.rankInTier - b.rankInTier)
    .map((contract) => ({ contract, deliveringBranchId: contract.branchId }));
}

/** Lists the contracted branches with a subcontractor that may deliver the package. */
function leadsFor(market: Market, person: PlannedPerson, care: PlannedCare): Bidder[] {
  return market.subcontracts
    .filter(({ lotCode, deliveringBranchId }) => {
      return lotCode === person.lotCode && mayTake(market, deliveringBranchId, person, care);
    })
    .flatMap(({ branchId, lotCode, deliveringBranchId }) =>
      market.contracts
        .filter((contract) => contract.branchId === branchId && contract.lotCode === lotCode)
        .map((contract) => ({ contract, deliveringBranchId })),
    );
}

function mayTake(market: Market, branchId: string, person: PlannedPerson, care: PlannedCare): boolean {
  const branch = market.branches.find(({ id }) => id === branchId);
  const capacity = market.capacities.find((it) => it.branchId === branchId && it.lotCode === person.lotCode);
  if (!branch || !capacity) return false;
  return (
    canDeliver(branch, capacity, care) &&
    capacity.spareMinutes >= care.weeklyMinutes &&
    answerRating(branch.ratings, settingsOfLot(person.lotCode).ratingPolicy).result !== 'fail' &&
    !person.exclusions.some((exclusion) => exclusion.branchId === branchId) &&
    !market.restrictions.some((restriction) => restriction.branchId === branchId)
  );
}
