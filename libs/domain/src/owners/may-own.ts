import { OWNERS_OF, type WorkKind } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';

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
