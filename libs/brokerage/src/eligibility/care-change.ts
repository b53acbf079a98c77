import type { CareFact, ChangeFact, PermissionFact, RestrictionFact } from '#domain/restrictions/facts';
import type { Reader } from '#platform/database/database';
import type { PackageEntity } from '../packages/package.entity.js';
import { restrictionsOf } from '../restrictions/restriction-facts.queries.js';
import { careDelivered } from './care-facts.queries.js';
import { commitWindow } from './decide.js';

export interface CareChangeQuestion {
  readonly pkg: Pick<PackageEntity, 'id' | 'authorityId' | 'personId'>;
  readonly deliveringBranchId: string;
  readonly lotId: string;
  /** When it is to take effect; what comes into force until it can commit binds too. */
  readonly at: Date;
  readonly kind: ChangeFact['kind'];
  readonly addedMinutes: number;
  /** The award whose care begins, which must not count against itself. */
  readonly awardId?: string | null;
}

/** What `checkRestrictions` asks about one person's care by one branch. */
export async function careChange(
  reader: Reader,
  { pkg, deliveringBranchId, lotId, at, kind, addedMinutes, awardId }: CareChangeQuestion,
): Promise<{
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
  readonly care: CareFact;
  readonly change: ChangeFact;
  readonly now: Date;
  readonly commitBy: Date;
}> {
  const { authorityId, personId, id: packageId } = pkg;
  const question = { authorityId, personId, packageId, now: at, awardId };
  const standing = await restrictionsOf(reader, [deliveringBranchId], question);
  const [delivered] = await careDelivered(reader, [deliveringBranchId], personId, awardId ?? null);
  const personMinutesNow = delivered?.personMinutesNow ?? 0;
  return {
    ...standing(deliveringBranchId),
    care: {
      personId,
      packageId,
      lotId,
      authorityId,
      personMinutesNow,
      personAwardedMinutes: delivered?.personAwardedMinutes ?? 0,
      branchMinutesNow: delivered?.branchMinutesNow ?? 0,
    },
    change: { kind, addedMinutes, startsNewPerson: personMinutesNow === 0 },
    ...commitWindow(at),
  };
}
