import type { Tx } from '#platform/database/database';
import type { PackageEntity } from '../../rows/package.entity.js';
import { writeNextStep } from './write-next-step.js';

/** A start that was not confirmed in time is somebody's to chase, now; returns whose. The package is locked. */
export function chaseStart(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextStep(tx, pkg, { nextAction: 'chase_start', nextActionDueAt: now });
}

/** A start that was forbidden is waited for again, until it is due. */
export async function awaitStart(tx: Tx, pkg: PackageEntity, startDueAt: Date): Promise<void> {
  await writeNextStep(tx, pkg, { nextAction: 'await_start', nextActionDueAt: startDueAt });
}

/** What must be done about an award that cannot start: it is withdrawn, which asks again. */
export function replaceAward(tx: Tx, pkg: PackageEntity, now: Date): Promise<string | null> {
  return writeNextStep(tx, pkg, { nextAction: 'replace_award', nextActionDueAt: now });
}
