import type { Condition, GrowthBasis } from '#contracts/restrictions';

/** A condition that is in force on the delivering branch. */
export interface BindingCondition {
  readonly conditionId: string;
  readonly restrictionId: string;
  readonly from: Date;
  readonly condition: Condition;
}

/** Imported care, with all other care of the person by the same branch. */
export interface ImportedCare {
  readonly startedAt: Date;
  /** The sizes in order of time. The first is valid from the start. */
  readonly sizes: readonly { readonly from: Date; readonly weeklyMinutes: number }[];
  /** When the branch first delivered other care to the person. Null if it delivers none. */
  readonly otherCareSince: Date | null;
  /** What the branch delivered to the person in other packages when the condition took effect, and now. */
  readonly otherMinutesThen: number;
  readonly otherMinutesNow: number;
  /** All that the branch delivers, this care included. */
  readonly branchMinutesNow: number;
}

/**
 * True if imported care runs in breach of a condition (docs/rules.md §7.3): it began or grew after the condition took
 * effect, and the condition forbids that. Care as it was when the condition took effect is no breach.
 */
export function isInBreach({ from, condition }: BindingCondition, care: ImportedCare): boolean {
  const isNew = care.startedAt >= from;
  const then =
    care.sizes.findLast((size) => size.from < from)?.weeklyMinutes ?? care.sizes[0]?.weeklyMinutes ?? 0;
  const now = care.sizes.at(-1)?.weeklyMinutes ?? 0;
  const hasGrown = !isNew && now > then;
  switch (condition.kind) {
    case 'no_new_people':
      return isNew && (care.otherCareSince === null || care.otherCareSince >= care.startedAt);
    case 'closed':
      return isNew;
    case 'suspended':
      return isNew || hasGrown;
    case 'hours_cap':
      return (isNew || hasGrown) && care.branchMinutesNow > condition.capMinutes;
    case 'growth_limit':
      return growthAfter(from, care, condition.basis) > condition.limitMinutes;
    case 'reporting':
      return false;
  }
}

/** The weekly minutes by which the care grew after a condition took effect: from the baseline, or in its largest step. */
function growthAfter(from: Date, care: ImportedCare, basis: GrowthBasis): number {
  const isNew = care.startedAt >= from;
  const later = care.sizes.filter((size) => size.from >= from);
  const first = care.sizes[0]?.weeklyMinutes ?? 0;
  const then = care.sizes.findLast((size) => size.from < from)?.weeklyMinutes ?? (isNew ? first : 0);
  if (basis === 'per_change') {
    const steps = [then, ...later.map(({ weeklyMinutes }) => weeklyMinutes)];
    return Math.max(0, ...steps.slice(1).map((size, index) => size - (steps[index] ?? size)));
  }
  // New care beside other care of the person is growth of that care (§3.4.3).
  const baseline = isNew && care.otherMinutesThen > 0 ? care.otherMinutesThen : then + care.otherMinutesThen;
  const present = (care.sizes.at(-1)?.weeklyMinutes ?? 0) + care.otherMinutesNow;
  return present - baseline;
}
