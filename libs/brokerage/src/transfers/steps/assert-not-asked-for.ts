import { DomainError } from '#domain/domain-error';
import { isAskedFor } from '#domain/reallocations/case-life';
import type { Reader } from '#platform/database/database';
import { openCaseOf } from '../../facts/open-case.queries.js';

/**
 * Care that branches are being asked to take over, or that one has been promised, stays what they were asked:
 * the broadcast is cancelled or the award withdrawn first. The package is locked.
 *
 * @throws DomainError `placement_moving`
 */
export async function assertNotAskedFor(reader: Reader, packageId: string): Promise<void> {
  const moving = await openCaseOf(reader, packageId);
  if (moving && isAskedFor(moving.status))
    throw new DomainError('placement_moving', { caseId: moving.id, status: moving.status });
}

/** @throws DomainError `placement_moving`: whoever is to deliver is what the case decides */
export async function assertNotMoving(reader: Reader, packageId: string): Promise<void> {
  const moving = await openCaseOf(reader, packageId);
  if (moving) throw new DomainError('placement_moving', { caseId: moving.id, status: moving.status });
}
