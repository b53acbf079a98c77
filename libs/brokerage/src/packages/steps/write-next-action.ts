import type { Tx } from '#platform/database/database';
import { PackageEntity } from '../../rows/package.entity.js';
import type { NextStep } from '#domain/packages/next-step';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';

/** A start that was not confirmed in time is somebody's to chase, now; returns whose. The package is locked. */
export function askToChaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'chase_start', nextActionDueAt: now });
}

/** A start that was forbidden is waited for again, until it is due. */
export async function askToAwaitStart(tx: Tx, pkg: PackageEntity, startDueAt: Date): Promise<void> {
  await writeNextAction(tx, pkg, { nextAction: 'await_start', nextActionDueAt: startDueAt });
}

/** What must be done about an award that cannot start: it is withdrawn, which asks again. */
export function askToReplaceAward(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'replace_award', nextActionDueAt: now });
}

/**
 * Writes what must be done next about a package that stays in its state; returns whose it is. Where care is
 * live and being moved, it is the case that says so. The package is locked.
 */
export async function writeNextAction(
  tx: Tx,
  pkg: PackageEntity,
  next: Partial<Pick<NextStep, 'nextAction' | 'nextActionDueAt'>>,
): Promise<string | null> {
  const openCase = pkg.status === 'live' ? await openCaseOf(tx, pkg.id) : null;
  if (openCase) await tx.update(ReallocationCaseEntity, { id: openCase.id }, next);
  else await tx.update(PackageEntity, { id: pkg.id }, next);
  return openCase ? openCase.ownerId : pkg.nextActionOwnerId;
}
