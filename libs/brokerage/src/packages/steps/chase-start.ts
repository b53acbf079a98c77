import type { NextAction } from '#contracts/packages';
import type { Tx } from '#platform/database/database';
import { openCaseOf } from '../../reallocations/open-case.queries.js';
import { ReallocationCaseEntity } from '../../reallocations/reallocation-case.entity.js';
import { PackageEntity } from '../package.entity.js';

/** A start that was not confirmed in time is somebody's to chase, now; returns whose. The package is locked. */
export function chaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return mustNow(tx, pkg, 'chase_start', now);
}

/** What must be done about an award that cannot start: it is withdrawn, which asks again. */
export function replaceAward(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return mustNow(tx, pkg, 'replace_award', now);
}

/** Where care is live and being moved, it is the case that says what must be done. */
async function mustNow(
  tx: Tx,
  pkg: PackageEntity,
  nextAction: NextAction,
  now: Date,
): Promise<string | null> {
  const next = { nextAction, nextActionDueAt: now };
  const openCase = pkg.status === 'live' ? await openCaseOf(tx, pkg.id) : null;
  if (openCase) await tx.update(ReallocationCaseEntity, { id: openCase.id }, next);
  else await tx.update(PackageEntity, { id: pkg.id }, next);
  return openCase ? openCase.ownerId : pkg.nextActionOwnerId;
}
