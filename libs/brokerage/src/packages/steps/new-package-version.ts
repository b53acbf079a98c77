import type { Actor } from '#contracts/roles-and-actors';
import { assertMoreWordings } from '#domain/wordings';
import { userIdOf } from '#platform/acts/caller';
import type { Tx } from '#platform/database/database';
import { PackageEntity, PackageVersionEntity } from '../../rows/package.entity.js';

/**
 * Changes the details of a locked package and stores them as a new version. Earlier versions are kept.
 *
 * @throws DomainError `too_many_wordings`
 */
export async function newPackageVersion(
  tx: Tx,
  actor: Actor,
  pkg: PackageEntity,
  change: Partial<Pick<PackageEntity, 'urgency' | 'needs' | 'note' | 'weeklyMinutes'>> & {
    readonly visits?: readonly PackageEntity['visits'][number][];
  },
  at: Date,
): Promise<PackageEntity> {
  assertMoreWordings('package', pkg.version);
  const changed = { ...pkg, ...change, visits: [...(change.visits ?? pkg.visits)], version: pkg.version + 1 };
  const { urgency, visits, needs, note, weeklyMinutes, version } = changed;
  await tx.update(PackageEntity, { id: pkg.id }, { urgency, visits, needs, note, weeklyMinutes, version });
  await writePackageVersion(tx, actor, changed, at);
  return changed;
}

/** Stores the present details of a package as a version that never changes. */
export async function writePackageVersion(tx: Tx, actor: Actor, pkg: PackageEntity, at: Date): Promise<void> {
  const { id: packageId, version, authorityId, urgency, visits, needs, note, weeklyMinutes } = pkg;
  const row = {
    packageId,
    version,
    authorityId,
    urgency,
    visits,
    needs,
    note,
    weeklyMinutes,
    at,
    actorId: userIdOf(actor),
  };
  await tx.insert(PackageVersionEntity, row);
}
