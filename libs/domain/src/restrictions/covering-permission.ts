import { byCodeUnits, inOrderOf } from '../collections.js';
import type { CareFact, PermissionFact } from './facts.js';

/** A broken condition, and by how many weekly minutes; 0 for a condition without a limit. */
export interface Breach {
  readonly conditionId: string;
  readonly beyondMinutes: number;
}

/**
 * Orders permissions by size, the smallest first, so that a large permission is not spent on a small breach.
 * Equal permissions are ordered by their end.
 */
const inOrderOfUse = inOrderOf<PermissionFact>(
  (a, b) => (a.minutes ?? 0) - (b.minutes ?? 0),
  (a, b) => a.until.getTime() - b.until.getTime(),
  (a, b) => byCodeUnits(a.id, b.id),
);

/**
 * Finds the one permission that a breach would use up, or null. It must name the condition and the person or package,
 * allow the minutes beyond the limit, and be valid when the change commits. Permissions do not add up.
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

/** True if a permission is for this person or this package. A permission that names neither covers no one. */
function names(
  permission: PermissionFact,
  { personId, packageId }: Pick<CareFact, 'personId' | 'packageId'>,
): boolean {
  if (permission.personId === null && permission.packageId === null) return false;
  return (permission.personId ?? personId) === personId && (permission.packageId ?? packageId) === packageId;
}
