import type { Tx } from '#platform/database/database';
import { openCaseOf } from '../../reallocations/open-case.queries.js';
import { ReallocationCaseEntity } from '../../reallocations/reallocation-case.entity.js';
import { PackageEntity } from '../package.entity.js';

/** A start that was not confirmed in time is somebody's to chase, now; returns whose. The package is locked. */
export async function chaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  const chase = { nextAction: 'chase_start', nextActionDueAt: now } as const;
  const openCase = pkg.status === 'live' ? await openCaseOf(tx, pkg.id) : null;
  if (openCase) await tx.update(ReallocationCaseEntity, { id: openCase.id }, chase);
  else await tx.update(PackageEntity, { id: pkg.id }, chase);
  return openCase ? openCase.ownerId : pkg.nextActionOwnerId;
}
