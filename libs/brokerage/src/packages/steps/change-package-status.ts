import type { Act } from '#platform/acts/act';
import { nextStatus } from '#domain/lifecycle';
import { nextStep } from '#domain/packages/next-action';
import { PACKAGE_LIFE, type PackageChange } from '#domain/packages/package-lifecycle';
import { CASE_LIFE, type CaseStatusChange } from '#domain/reallocations/case-lifecycle';
import type { Tx } from '#platform/database/database';
import { updateRow } from '#platform/database/update-row';
import { clockOf } from '../../authorities/authorities.queries.js';
import { type OpenCase, openCaseOf } from '../../facts/open-case.queries.js';
import { changeCaseStatus } from '../../transfers/steps/change-case-status.js';
import { PackageEntity } from '../../rows/package.entity.js';

export interface PackageChangeOptions {
  readonly now: Date;
  /** The owner of the package's next action. If absent, the owner does not change. */
  readonly ownerId?: string | null;
  /**
   * When the next action is due. If absent, the due time follows from the clock profile (the authority's time
   * limits).
   */
  readonly dueAt?: Date | undefined;
  /** The id of the placement that begins with the change `start`. */
  readonly placementId?: string;
  /** The package's open case, or null, if the caller has read it already. If absent, it is read. */
  readonly openCase?: OpenCase | null | undefined;
}

/**
 * Changes the status of a locked package, and sets its next action (docs/rules.md §5).
 *
 * If a case transfers the package's live care, changes the status of the case instead. The package then stays
 * live.
 *
 * @throws DomainError `move_not_allowed`
 */
export async function changePackageStatus(
  act: Act,
  pkg: PackageEntity,
  by: PackageChange,
  moved: PackageChangeOptions,
): Promise<PackageEntity> {
  const { tx } = act;
  const replacing = await replacementOf(tx, pkg, by, moved.openCase);
  if (replacing) {
    const { openCase, by: caseMove } = replacing;
    await changeCaseStatus(act, pkg.authorityId, openCase, caseMove, moved);
    return pkg;
  }
  const { now, ownerId, dueAt } = moved;
  const status = nextStatus(PACKAGE_LIFE, pkg.status, by);
  const clock = await clockOf(tx, pkg.authorityId, pkg.urgency);
  const owner = ownerId ?? pkg.nextActionOwnerId ?? '';
  const changed = { status, ...nextStep(status, owner, { now, clock, dueAt }) };
  await updateRow(tx, PackageEntity, pkg.id, changed);
  return { ...pkg, ...changed };
}

/** @throws DomainError `move_not_allowed` if neither the package nor its case allows the change */
export async function assertStatusMayChange(tx: Tx, pkg: PackageEntity, by: PackageChange): Promise<void> {
  const replacing = await replacementOf(tx, pkg, by);
  if (replacing) nextStatus(CASE_LIFE, replacing.openCase.status, replacing.by);
  else nextStatus(PACKAGE_LIFE, pkg.status, by);
}

/**
 * Finds the open case whose status changes while the package stays live. Returns null if the package's own
 * status changes.
 */
async function replacementOf(
  tx: Tx,
  pkg: PackageEntity,
  by: PackageChange,
  known?: OpenCase | null,
): Promise<{ readonly openCase: OpenCase; readonly by: CaseStatusChange } | null> {
  if (pkg.status !== 'live' || by === 'end' || by === 'withdraw') return null;
  const openCase = known === undefined ? await openCaseOf(tx, pkg.id) : known;
  return openCase && { openCase, by };
}
