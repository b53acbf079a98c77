import { DomainError } from '#domain/domain-error';
import { isAskedFor } from '#domain/reallocations/case-lifecycle';
import type { Reader } from '#platform/database/database';
import { openCaseOf } from '../../facts/open-case.queries.js';

/**
 * Refuses to change live care while branches are invited to take over the care, or after the care has been
 * awarded to another branch. An officer must first cancel the broadcast or withdraw the award.
 *
 * The caller has locked the package.
 *
 * @throws DomainError `placement_moving`
 */
export async function assertNotAskedFor(reader: Reader, packageId: string): Promise<void> {
  const moving = await openCaseOf(reader, packageId);
  if (moving && isAskedFor(moving.status))
    throw new DomainError('placement_moving', { caseId: moving.id, status: moving.status });
}

/**
 * Refuses to change the branch that delivers live care while a case transfers the care.
 *
 * @throws DomainError `placement_moving`
 */
export async function assertNotMoving(reader: Reader, packageId: string): Promise<void> {
  const moving = await openCaseOf(reader, packageId);
  if (moving) throw new DomainError('placement_moving', { caseId: moving.id, status: moving.status });
}
