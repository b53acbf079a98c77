import { mayOwn, WORK_KINDS } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';

/**
 * True if a user with the role `deputy` may do all work of a user with the role `absent`. An officer does not cover for
 * a commissioner.
 */
export function mayCover(absent: Role, deputy: Role): boolean {
  const owned = WORK_KINDS.filter((kind) => mayOwn(absent, kind));
  return owned.length > 0 && owned.every((kind) => mayOwn(deputy, kind));
}
