import { move } from '#domain/lifecycle';
import { nextStep } from '#domain/packages/next-step';
import { PACKAGE_LIFE, type PackageMove } from '#domain/packages/package-life';
import type { Tx } from '#platform/database/database';
import { clockOf } from '../../authorities/authorities.queries.js';
import { PackageEntity } from '../package.entity.js';

export interface Moved {
  readonly now: Date;
  /** Who must see to the next step; absent, whoever had to see to this one. */
  readonly ownerId?: string | null;
  /** When others' time is up; absent, the authority's own people have their set time. */
  readonly dueAt?: Date;
}

/** Moves a locked package along its life, with who must do what next and by when (design §5). */
export async function movePackage(
  tx: Tx,
  pkg: PackageEntity,
  by: PackageMove,
  { now, ownerId, dueAt }: Moved,
): Promise<PackageEntity> {
  const status = move(PACKAGE_LIFE, pkg.status, by);
  const clock = await clockOf(tx, pkg.authorityId, pkg.urgency);
  const owner = ownerId ?? pkg.nextActionOwnerId ?? '';
  const changed = { status, ...nextStep(status, owner, { now, clock, dueAt }) };
  await tx.update(PackageEntity, { id: pkg.id }, changed);
  return { ...pkg, ...changed };
}
