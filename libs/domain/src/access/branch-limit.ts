/** The branches to which a user of a provider is limited. Null for every branch of the provider. */
export type Limit = readonly string[] | null;

/** True if two limits name the same branches, in any order. */
export function isSameLimit(one: Limit, other: Limit): boolean {
  if (one === null || other === null) return one === other;
  const branches = new Set(one);
  return branches.size === new Set(other).size && other.every((id) => branches.has(id));
}

/** True if a change of the limit lets the user see a branch that was hidden before. */
export function widensLimit(before: Limit, after: Limit): boolean {
  if (before === null) return false;
  return after === null || after.some((id) => !before.includes(id));
}

/**
 * Returns from which instant a user counts as let in, after a change of the limit. The instant decides which sealed
 * offers the user may read (docs/rules.md §3.3.2). A further branch lets the user in anew. Null before the user has
 * set a password.
 */
export function enteredByLimit(enteredAt: Date | null, before: Limit, after: Limit, now: Date): Date | null {
  return enteredAt !== null && widensLimit(before, after) ? now : enteredAt;
}
