import { DomainError } from '#domain/domain-error';
import { answerRegistration } from '#domain/eligibility/branch-rules';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import type { Tx } from '#platform/database/database';
import { rowOf } from '#platform/database/find-row';
import { careChange } from '../../facts/care-change.queries.js';
import { withoutEvidence } from '../../eligibility/decide-for-branches.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { BranchEntity } from '../../rows/provider.entity.js';
import type { AwardEntity } from '../../rows/award.entity.js';

/**
 * Checks that the care of an award may begin. The branch must be registered. Each restriction in force at the
 * given instants must allow the start. A permission can waive a restriction.
 *
 * The caller has the standing lock, and has locked the branch and the permissions.
 *
 * @returns the permissions that the start consumes
 *
 * @throws DomainError `branch_not_eligible` with the rules that forbid the start
 */
export async function assertMayStart(
  tx: Tx,
  pkg: PackageEntity,
  award: AwardEntity,
  instants: readonly Date[],
): Promise<readonly string[]> {
  const [, ...permissions] = await Promise.all([
    assertRegistered(tx, award),
    ...instants.map((at) => permissionsFor(tx, pkg, award, at)),
  ]);
  return [...new Set(permissions.flat())];
}

async function permissionsFor(
  tx: Tx,
  pkg: PackageEntity,
  { id: awardId, deliveringBranchId, lotId, weeklyMinutes: addedMinutes }: AwardEntity,
  at: Date,
): Promise<readonly string[]> {
  const asked = { pkg, deliveringBranchId, lotId, at, kind: 'award', addedMinutes, awardId } as const;
  const ruled = checkRestrictions(await careChange(tx, asked));
  const checks = withoutEvidence(ruled.checks);
  if (checks.length > 0) throw new DomainError('branch_not_eligible', { deliveringBranchId, checks });
  return ruled.usesPermissionIds;
}

/**
 * Refuses the start if the delivering branch is no longer registered for personal care.
 *
 * @throws DomainError `branch_not_eligible`
 */
async function assertRegistered(tx: Tx, { deliveringBranchId: id }: AwardEntity): Promise<void> {
  const { registrationStatus: status, dormant, personalCare } = await rowOf(tx, BranchEntity, { id });
  const { result, remedy } = answerRegistration({ status, dormant, personalCare });
  const checks = [{ rule: 'registration.active', remedy }];
  if (result === 'fail') throw new DomainError('branch_not_eligible', { deliveringBranchId: id, checks });
}
