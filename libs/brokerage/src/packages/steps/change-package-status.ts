import type { Act } from '#platform/acts/act';
import { nextStatus } from '#domain/lifecycle';
import { nextStep } from '#domain/packages/next-step';
import { PACKAGE_LIFE, type PackageChange } from '#domain/packages/package-life';
import { CASE_LIFE, type CaseStatusChange } from '#domain/reallocations/case-life';
import type { Tx } from '#platform/database/database';
import { clockOf } from '../../authorities/authorities.queries.js';
import { type OpenCase, openCaseOf } from '../../facts/open-case.queries.js';
import { changeCaseStatus } from '../../transfers/steps/change-case-status.js';
import { PackageEntity } from '../../rows/package.entity.js';

export interface PackageChangeOptions {
  readonly now: Date;
  /** Who must see to the next step; absent, whoever had to see to this one. */
  readonly ownerId?: string | null;
  /** When others' time is up; absent, the authority's own people have their set time. */
  readonly dueAt?: Date | undefined;
  /** The care that has started, by the move `start`. */
  readonly placementId?: string;
}

/**
 * Moves a locked package along its life, with who must do what next and by when (docs/rules.md §5). Where its care
 * is live and being moved, the package stays live and the case goes along instead: asking, awarding and
 * starting are the same acts for a replacement as for a first placement.
 */
/** @throws DomainError `move_not_allowed` */
export async function changePackageStatus(
  act: Act,
  pkg: PackageEntity,
  by: PackageChange,
  moved: PackageChangeOptions,
): Promise<PackageEntity> {
  const { tx } = act;
  const replacing = await replacementOf(tx, pkg, by);
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
  await tx.update(PackageEntity, { id: pkg.id }, changed);
  return { ...pkg, ...changed };
}

/** @throws DomainError `move_not_allowed` where neither the package nor a case of it may be moved so now */
export async function assertStatusMayChange(tx: Tx, pkg: PackageEntity, by: PackageChange): Promise<void> {
  const replacing = await replacementOf(tx, pkg, by);
  if (replacing) nextStatus(CASE_LIFE, replacing.openCase.status, replacing.by);
  else nextStatus(PACKAGE_LIFE, pkg.status, by);
}

/** The case that a move is about. Ending care and giving a package up are the package's own. */
async function replacementOf(
  tx: Tx,
  pkg: PackageEntity,
  by: PackageChange,
): Promise<{ readonly openCase: OpenCase; readonly by: CaseStatusChange } | null> {
  if (pkg.status !== 'live' || by === 'end' || by === 'withdraw') return null;
  const openCase = await openCaseOf(tx, pkg.id);
  return openCase && { openCase, by };
}
