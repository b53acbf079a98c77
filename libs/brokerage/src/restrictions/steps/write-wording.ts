import { v7 as uuid } from 'uuid';
import type { Condition } from '#contracts/restrictions';
import { conditionsOf } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { LotEntity } from '../../rows/authority.entity.js';
import { RestrictionConditionEntity } from '../../rows/restriction.entity.js';

/**
 * Replaces the lots that a restriction names.
 *
 * @throws DomainError `lot_not_found` for another authority's lot
 */
export async function writeLots(
  tx: Tx,
  restrictionId: string,
  authorityId: string,
  lotIds: readonly string[],
): Promise<void> {
  await tx.write('DELETE FROM restriction_lot WHERE restriction_id = $1', [restrictionId]);
  for (const lotId of new Set(lotIds)) {
    found(await tx.findOneBy(LotEntity, { id: lotId, authorityId }), 'lot_not_found');
    await tx.write('INSERT INTO restriction_lot (restriction_id, lot_id) VALUES ($1, $2)', [
      restrictionId,
      lotId,
    ]);
  }
}

/**
 * Writes the conditions of a restriction. A condition of an existing kind keeps its row, because permissions
 * refer to it. A condition that is no longer listed is marked as removed.
 */
export async function writeConditions(
  tx: Tx,
  restrictionId: string,
  conditions: readonly Condition[],
  now: Date,
): Promise<void> {
  const before = await tx.findBy(RestrictionConditionEntity, { restrictionId });
  for (const condition of conditions) {
    const same = before.find(({ kind }) => kind === condition.kind);
    const row = { ...condition, removedAt: null };
    if (same) await tx.update(RestrictionConditionEntity, { id: same.id }, row);
    else await tx.insert(RestrictionConditionEntity, { id: uuid(), restrictionId, ...row });
  }
  const removed = before.filter((one) => !conditions.some(({ kind }) => kind === one.kind));
  for (const { id, removedAt } of removed)
    if (removedAt === null) await tx.update(RestrictionConditionEntity, { id }, { removedAt: now });
}

/**
 * Stores the present wording of a restriction as a version. A database trigger refuses to change a version
 * later.
 */
export async function keepWording(
  tx: Tx,
  restrictionId: string,
  { reason, by, now }: { readonly reason: string; readonly by: string; readonly now: Date },
): Promise<void> {
  await tx.write(
    `INSERT INTO restriction_version (restriction_id, version, reference, evidence, document_id, owner_id, from_at, to_at,
                                      lot_ids, conditions, reason, recorded_at, recorded_by)
     SELECT r.id, r.version, r.reference, r.evidence, r.document_id, r.owner_id, r.from_at, r.to_at,
            ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id),
            jsonb_strip_nulls(${conditionsOf('r')}),
            $2, $3, $4
     FROM restriction r WHERE r.id = $1`,
    [restrictionId, reason, now, by],
  );
}
