import { byCodeUnits, inOrderOf } from '../collections.js';
import type { CareFact, PermissionFact } from './facts.js';

/**
 * A condition that a change breaks, with the weekly minutes beyond its limit. The minutes are 0 for a
 * condition without a limit.
 */
export interface Breach {
  readonly conditionId: string;
  readonly beyondMinutes: number;
}

/**
 * Orders permissions by the minutes that they allow, fewest first, so that a small excess does not consume a
 * large permission. Of equal permissions, the one that ends first comes first.
 */
const inOrderOfUse = inOrderOf<PermissionFact>(
  (a, b) => (a.minutes ?? 0) - (b.minutes ?? 0),
  (a, b) => a.until.getTime() - b.until.getTime(),
  (a, b) => byCodeUnits(a.id, b.id),
);

/**
 * Finds the permission that a change needs to exceed a condition, or null. The permission must name the
 * condition and the person or package. It must allow enough minutes and be valid when the change commits. Two
 * permissions never count together.
 */
export function coveringPermission(
  permissions: readonly PermissionFact[],
  breach: Breach,
  care: Pick<CareFact, 'personId' | 'packageId'>,
  commitBy: Date,
): PermissionFact | null {
  const [first = null] = permissions
    .filter(
      (permission) =>
        permission.conditionId === breach.conditionId &&
        names(permission, care) &&
        (permission.minutes ?? 0) >= breach.beyondMinutes &&
        permission.until >= commitBy,
    )
    .toSorted(inOrderOfUse);
  return first;
}

/**
 * True if a permission is for this person or this package. A permission for neither a person nor a package
 * covers no change.
 */
function names(
  permission: PermissionFact,
  { personId, packageId }: Pick<CareFact, 'personId' | 'packageId'>,
): boolean {
  if (permission.personId === null && permission.packageId === null) return false;
  return (permission.personId ?? personId) === personId && (permission.packageId ?? packageId) === packageId;
}
