import { byCodeUnits, inOrderOf } from '../collections.js';
import type { CareFact, PermissionFact } from './facts.js';

/** A condition broken, and by how many weekly minutes; 0 where it has no limit to be beyond. */
export interface Breach {
  readonly conditionId: string;
  readonly beyondMinutes: number;
}

/** The smallest first, so that no large permission is spent on a small breach; then the one that runs out first. */
const inOrderOfUse = inOrderOf<PermissionFact>(
  (a, b) => (a.minutes ?? 0) - (b.minutes ?? 0),
  (a, b) => a.until.getTime() - b.until.getTime(),
  (a, b) => byCodeUnits(a.id, b.id),
);

/**
 * The one permission that a breach would use up, or null: it names the condition, the person or the
 * package, allows at least the minutes beyond the limit, and still runs when the change commits.
 * Permissions do not add up.
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

/** One that names neither a person nor a package would be a blank cheque: it covers nobody. */
function names(
  permission: PermissionFact,
  { personId, packageId }: Pick<CareFact, 'personId' | 'packageId'>,
): boolean {
  if (permission.personId === null && permission.packageId === null) return false;
  return (permission.personId ?? personId) === personId && (permission.packageId ?? packageId) === packageId;
}
