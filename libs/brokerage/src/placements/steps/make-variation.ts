import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import type { Visit } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { userIdOf } from '#platform/acts/caller';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { newPackageVersion } from '../../packages/steps/new-package-version.js';
import { lockBranch } from '../../providers/steps/lock-branch.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import { lockCapacity, takeCapacity } from '../../providers/steps/take-capacity.js';
import { lockPermissions } from '../../restrictions/steps/lock-permissions.js';
import { usePermissions } from '../../restrictions/steps/use-permissions.js';
import { assertNotAskedFor } from '../../transfers/steps/assert-not-in-transfer.js';
import { PlacementEntity, VariationEntity } from '../../rows/placement.entity.js';
import { type CheckedVariation, checkVariation, minutesOf } from './check-variation.js';
import type { LockedPlacement } from './lock-placement.js';
import { writeSize } from '../../care/steps/begin-care.js';
import { digestRecord, together } from '../../digests/digest-records.js';

export interface Varying {
  readonly visits: readonly Visit[];
  readonly reason: string;
  readonly now: Date;
}

/**
 * Changes the visits of locked live care. Checks restrictions, takes capacity and consumes permissions. The
 * caller has the standing lock in shared mode.
 *
 * @throws DomainError `package_invalid`, `nothing_to_change`; `variation_refused` with every rule that
 * failed; `placement_moving` while branches are invited to take over the care
 */
export async function makeVariation(
  act: Act,
  locked: LockedPlacement,
  varying: Varying,
): Promise<VariationEntity> {
  const { tx } = act;
  const { pkg, placement } = locked;
  await assertNotAskedFor(tx, pkg.id);
  const toMinutes = minutesOf(placement, varying.visits);
  const { checks, usesPermissionIds } = await checkAndTakeCapacity(tx, locked, toMinutes, varying.now);
  const variation = await saveVariation(act, locked, { ...varying, toMinutes, checks });
  await usePermissions(act, {
    authorityId: placement.authorityId,
    branchId: placement.deliveringBranchId,
    packageId: pkg.id,
    permissionIds: usesPermissionIds,
    by: { variationId: variation.id },
    now: varying.now,
  });
  await logPlacementVaried(act, locked, variation);
  return variation;
}

async function checkAndTakeCapacity(
  tx: Tx,
  locked: LockedPlacement,
  toMinutes: number,
  now: Date,
): Promise<CheckedVariation> {
  const { authorityId, deliveringBranchId: branchId, lotId, personId, weeklyMinutes } = locked.placement;
  const addedMinutes = toMinutes - weeklyMinutes;
  await lockBranch(tx, branchId);
  await lockCapacity(tx, { authorityId, branchId, lotId });
  await lockPermissions(tx, personId, locked.pkg.id);
  const checked = await checkVariation(tx, locked, toMinutes, now);
  const failed = checked.checks.filter(({ result }) => result === 'fail');
  if (failed.length > 0) throw new DomainError('variation_refused', { checks: failed });
  if (addedMinutes > 0) await takeCapacity(tx, { authorityId, branchId, lotId }, addedMinutes);
  return checked;
}

async function saveVariation(
  act: Act,
  { pkg, placement }: LockedPlacement,
  change: Varying & { readonly toMinutes: number; readonly checks: VariationEntity['checks'] },
): Promise<VariationEntity> {
  const { tx, actor } = act;
  const { toMinutes, visits, now } = change;
  const varied = { ...placement, visits, weeklyMinutes: toMinutes, version: placement.version + 1 };
  const { id, version } = varied;
  await tx.update(PlacementEntity, { id }, { visits: [...visits], weeklyMinutes: toMinutes, version });
  await writeSize(tx, varied, now);
  await newPackageVersion(tx, actor, pkg, { visits, weeklyMinutes: toMinutes }, now);
  const variation: VariationEntity = {
    id: uuid(),
    authorityId: placement.authorityId,
    placementId: id,
    fromMinutes: placement.weeklyMinutes,
    toMinutes,
    visits,
    reason: change.reason,
    checks: change.checks,
    at: now,
    actorId: userIdOf(actor),
  };
  await insertRows(tx, VariationEntity, variation);
  return variation;
}

async function logPlacementVaried(
  act: Act,
  { pkg, placement }: LockedPlacement,
  { id: variationId, fromMinutes, toMinutes, at }: VariationEntity,
): Promise<void> {
  const { tx } = act;
  const digests = together(
    await digestRecord(tx, 'variation', variationId),
    await digestRecord(tx, 'package', `${pkg.id}/${pkg.version + 1}`), // the version that the variation made
  );
  const { id: placementId, authorityId, deliveringBranchId } = placement;
  await act.log(
    'placement.varied',
    {
      ...digests,
      placementId,
      packageId: pkg.id,
      deliveringBranchId,
      weeklyMinutes: toMinutes,
      fromMinutes,
      toMinutes,
    },
    { authorityId, providerIds: await involvedProviders(tx, placement), at },
  );
}
