import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { PersonEntity } from '../../rows/person.entity.js';

/**
 * Reads the record of a person, which acts may change.
 *
 * @throws DomainError `person_not_found` also for a person of another authority; `person_merged` with the record that
 * is kept, if this record was merged into it
 */
export async function personIn(
  tx: Tx,
  { authorityId, id }: { readonly authorityId: string; readonly id: string },
  lock?: 'pessimistic_write',
): Promise<PersonEntity> {
  const where = { id, authorityId };
  const row = await tx.findOne(PersonEntity, { where, ...(lock && { lock: { mode: lock } }) });
  return notMerged(found(row ?? undefined, 'person_not_found'));
}

/** @throws DomainError `person_merged` with the record that is kept */
export function notMerged<T extends { readonly mergedIntoId: string | null }>(person: T): T {
  if (person.mergedIntoId !== null) throw new DomainError('person_merged', { personId: person.mergedIntoId });
  return person;
}
