import type { RatingPolicy } from '#contracts/lots';
import { type DecisionTime, decideEligibility, type Eligibility } from './decide-eligibility.js';
import type { BranchFacts, PackageFacts } from './facts.js';

/** A value as JSON stores it: an instant becomes its ISO text. */
type Frozen<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Frozen<T[Name]> }
      : T;

/** The facts that all decisions of one broadcast share. */
export interface SharedFacts {
  readonly package: PackageFacts;
  readonly policy: RatingPolicy;
  readonly at: DecisionTime;
  /** The contracted branches for which `contractedElsewhereCheck` is the only reason. */
  readonly contractedElsewhere: readonly string[];
}

/** The facts stored with a decision, so that anyone can make it again (docs/rules.md §6.4). */
interface Facts extends SharedFacts {
  readonly branch: BranchFacts;
}

/** All facts of a decision as plain JSON: the shared ones and its own. */
export type FrozenFacts = Frozen<Facts>;

/** Makes a decision again from its frozen facts. The result is the stored decision. */
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
