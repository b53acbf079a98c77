import type { OwnerRole, WorkKind } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';

/** The roles that may do, and so may own, each kind of work (docs/rules.md §5.1). */
export const OWNERS_OF: Readonly<Record<WorkKind, readonly OwnerRole[]>> = {
  package: ['officer', 'commissioner'],
  case: ['officer', 'commissioner'],
  variation_request: ['officer', 'commissioner'],
  reallocation: ['commissioner'],
  restriction: ['commissioner'],
  contest: ['commissioner'],
  report: ['officer', 'commissioner'],
  concern: ['officer', 'commissioner'],
};

/** True if a user with this role may do the work, and so may own it. Auditors and administrators own no work. */
export function mayOwn(role: Role, kind: WorkKind): boolean {
  return OWNERS_OF[kind].some((one) => one === role);
}

/**
 * True if a user with the role `deputy` may do all work of a user with the role `absent`. An officer does not cover for
 * a commissioner.
 */
export function mayCover(absent: Role, deputy: Role): boolean {
  const kinds = Object.keys(OWNERS_OF) as WorkKind[];
  const owned = kinds.filter((kind) => mayOwn(absent, kind));
  return owned.length > 0 && owned.every((kind) => mayOwn(deputy, kind));
}
