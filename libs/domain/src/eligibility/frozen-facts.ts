import type { RatingPolicy } from '#contracts/lots';
import { type DecisionTime, decideEligibility, type Eligibility } from './decide-eligibility.js';
import type { BranchFacts, PackageFacts } from './facts.js';

/** The type of a value after it is stored as JSON: an instant becomes its ISO text. */
type Frozen<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Frozen<T[Name]> }
      : T;

/**
 * The input data that all eligibility decisions of one broadcast share. The data is stored once for each
 * broadcast.
 */
export interface SharedFacts {
  readonly package: PackageFacts;
  readonly policy: RatingPolicy;
  readonly at: DecisionTime;
  /**
   * The ids of branches that are contracted to the authority, but not for the package's lot. These branches
   * fail only the rule `contract.lot`.
   */
  readonly contractedElsewhere: readonly string[];
}

/**
 * All input data of one eligibility decision. The data is stored, so that anyone can repeat the decision
 * later (docs/rules.md §6.4).
 */
interface Facts extends SharedFacts {
  readonly branch: BranchFacts;
}

/** All input data of one eligibility decision, as plain JSON. */
export type FrozenFacts = Frozen<Facts>;

/**
 * Removes data that the decision about a branch does not need. Keeps the capabilities that the package needs,
 * and the ratings that the rating policy uses.
 */
export function factsThatDecide(branch: BranchFacts, { needs }: Pick<PackageFacts, 'needs'>): BranchFacts {
  const { overall, safe, wellLed } = branch.ratings;
  const { confirmedCapabilities: confirmed } = branch;
  return {
    ...branch,
    capabilities: branch.capabilities.filter((capability) => needs.includes(capability)),
    ...(confirmed && { confirmedCapabilities: confirmed.filter((capability) => needs.includes(capability)) }),
    ratings: { overall, safe, wellLed },
  };
}

/** Repeats an eligibility decision from its stored input data. The result equals the stored decision. */
export function decideFromFrozen(frozen: FrozenFacts): Eligibility {
  const { now, commitBy } = frozen.at;
  return decideEligibility(thawBranch(frozen.branch), frozen.package, frozen.policy, {
    now: new Date(now),
    commitBy: new Date(commitBy),
  });
}

function thawBranch(branch: FrozenFacts['branch']): BranchFacts {
  return {
    ...branch,
    restrictions: branch.restrictions.map((restriction) => ({
      ...restriction,
      from: new Date(restriction.from),
      to: dateOrNull(restriction.to),
      liftedAt: dateOrNull(restriction.liftedAt),
    })),
    permissions: branch.permissions.map((permission) => ({
      ...permission,
      until: new Date(permission.until),
    })),
    capacity: branch.capacity && { ...branch.capacity, declaredAt: new Date(branch.capacity.declaredAt) },
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
