import type { NextStep } from '#domain/packages/next-step';
import type { Tx } from '#platform/database/database';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';
import { PackageEntity } from '../../rows/package.entity.js';

/**
 * Writes what must be done next about a package that stays in its state; returns whose it is. Where care is
 * live and being moved, it is the case that says so. The package is locked.
 */
export async function writeNextStep(
  tx: Tx,
  pkg: PackageEntity,
  next: Partial<Pick<NextStep, 'nextAction' | 'nextActionDueAt'>>,
): Promise<string | null> {
  const openCase = pkg.status === 'live' ? await openCaseOf(tx, pkg.id) : null;
  if (openCase) await tx.update(ReallocationCaseEntity, { id: openCase.id }, next);
  else await tx.update(PackageEntity, { id: pkg.id }, next);
  return openCase ? openCase.ownerId : pkg.nextActionOwnerId;
}
