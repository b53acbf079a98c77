import type { RatingPolicy } from '#contracts/lots';
import { type DecisionTime, decideEligibility, type Eligibility } from './decide-eligibility.js';
import type { BranchFacts, PackageFacts } from './facts.js';

/** A value as JSON keeps it: an instant becomes its ISO text. */
type Frozen<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Frozen<T[Name]> }
      : T;

/** What every decision of one broadcast is made from. */
export interface SharedFacts {
  readonly package: PackageFacts;
  readonly policy: RatingPolicy;
  readonly at: DecisionTime;
  /** The contracted branches whose one reason is `contractedElsewhereCheck`. */
  readonly contractedElsewhere: readonly string[];
}

/** What is kept beside a decision, so that anyone can make it again (docs/rules.md §6.4). */
interface Facts extends SharedFacts {
  readonly branch: BranchFacts;
}

/** Everything a decision was made from, as plain JSON: what its broadcast shares, and what is its own. */
export type FrozenFacts = Frozen<Facts>;

/** The decision that the frozen facts give: the one that was made from them. */
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
