import type { Tx } from '#platform/database/database';
import { PackageEntity } from '../../rows/package.entity.js';
import type { NextStep } from '#domain/packages/next-step';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';

/**
 * Makes chasing an unconfirmed start the next action, due now. Returns its owner. The caller has locked the package.
 */
export function askToChaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'chase_start', nextActionDueAt: now });
}

/** Makes awaiting a start the next action again, after a restriction had forbidden it. */
export async function askToAwaitStart(tx: Tx, pkg: PackageEntity, startDueAt: Date): Promise<void> {
  await writeNextAction(tx, pkg, { nextAction: 'await_start', nextActionDueAt: startDueAt });
}

/** Makes withdrawing a forbidden award the next action, due now. Returns its owner. */
export function askToReplaceAward(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextAction(tx, pkg, { nextAction: 'replace_award', nextActionDueAt: now });
}

/**
 * Sets the next action of a package that keeps its status. While live care is being transferred, it is the case's
 * next action. Returns the owner. The caller has locked the package.
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
