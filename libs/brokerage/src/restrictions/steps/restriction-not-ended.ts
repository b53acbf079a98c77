import type { FindOptionsWhere } from 'typeorm';
import { DomainError } from '#domain/domain-error';
import { isOver } from '#domain/restrictions/in-force';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { RestrictionEntity } from '../../rows/restriction.entity.js';

/**
 * Reads a restriction that has not ended, so that the caller may change it. The caller has the standing lock
 * exclusively.
 *
 * @throws DomainError `restriction_not_found`, `restriction_ended`
 */
export async function restrictionNotEnded(
  tx: Tx,
  where: FindOptionsWhere<RestrictionEntity>,
  now: Date,
): Promise<RestrictionEntity> {
  const restriction = found(await tx.findOneBy(RestrictionEntity, where), 'restriction_not_found');
  if (isOver({ to: restriction.toAt, liftedAt: restriction.liftedAt }, now))
    throw new DomainError('restriction_ended');
  return restriction;
}
