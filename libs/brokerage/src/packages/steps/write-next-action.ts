import type { Tx } from '#platform/database/database';
import { PackageEntity } from '../../rows/package.entity.js';
import type { NextStep } from '#domain/packages/next-action';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';

/**
 * Sets the package's next action to chasing an unconfirmed start, due now. Returns the id of the action's
 * owner. The caller has locked the package.
 */
export function askToChaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'chase_start', nextActionDueAt: now });
}

/**
 * Sets the package's next action back to awaiting the start of care, because nothing forbids the start any
 * more.
 */
export async function askToAwaitStart(tx: Tx, pkg: PackageEntity, startDueAt: Date): Promise<void> {
  await writeNextAction(tx, pkg, { nextAction: 'await_start', nextActionDueAt: startDueAt });
}

/**
 * Sets the package's next action to withdrawing the award, because a restriction forbids its start. The
 * action is due now. Returns the id of the action's owner.
 */
export function askToReplaceAward(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'replace_award', nextActionDueAt: now });
}

/**
 * Sets the next action of a locked package without changing its status. If a case transfers the package's
 * live care, sets the case's next action instead. Returns the id of the action's owner.
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
