import type { Act } from '#platform/acts/act';

export interface PermissionUse {
  readonly authorityId: string;
  readonly branchId: string;
  readonly packageId: string;
  readonly permissionIds: readonly string[];
  readonly by:
    { readonly awardId: string } | { readonly variationId: string } | { readonly placementId: string };
  readonly now: Date;
}

/**
 * Marks permissions as consumed by one award, variation or change of deliverer. A permission that an award
 * consumed also covers the award's start of care.
 */
export async function usePermissions(act: Act, use: PermissionUse): Promise<void> {
  const { tx } = act;
  for (const permissionId of use.permissionIds) {
    const awardId = 'awardId' in use.by ? use.by.awardId : null;
    const variationId = 'variationId' in use.by ? use.by.variationId : null;
    const placementId = 'placementId' in use.by ? use.by.placementId : null;
    const { count: used } = await tx.write(
      'UPDATE permission SET used_at = $2, award_id = $3, variation_id = $4, placement_id = $5 WHERE id = $1 AND used_at IS NULL',
      [permissionId, use.now, awardId, variationId, placementId],
    );
    if (used === 0) continue;
    await act.log(
      'permission.used',
      { permissionId, branchId: use.branchId },
      { authorityId: use.authorityId, packageId: use.packageId, at: use.now },
    );
  }
}

/**
 * Makes the permissions that a withdrawn award consumed usable again, because no care was given under them.
 */
export async function returnPermissions(
  act: Act,
  award: {
    readonly id: string;
    readonly authorityId: string;
    readonly packageId: string;
    readonly deliveringBranchId: string;
  },
  now: Date,
): Promise<void> {
  const { tx } = act;
  const { rows: returned } = await tx.write<{ id: string }>(
    'UPDATE permission SET used_at = NULL, award_id = NULL WHERE award_id = $1 RETURNING id',
    [award.id],
  );
  for (const { id } of returned)
    await act.log(
      'permission.returned',
      { permissionId: id, branchId: award.deliveringBranchId },
      { authorityId: award.authorityId, packageId: award.packageId, at: now },
    );
}
