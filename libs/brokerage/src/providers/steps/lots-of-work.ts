import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

export interface WorkSought {
  readonly branchId: string;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
}

/**
 * Each authority that a branch works for, under a contract of its own or for another, with the lots of it
 * that are named: none for all. Only within one authority where that is given.
 *
 * @throws DomainError `lot_not_found` for a lot that it does not work in; `nothing_to_change` where it works nowhere
 */
export async function lotsOfWork(
  reader: Reader,
  { branchId, lotIds }: WorkSought,
  { within, now }: { readonly within: string | null; readonly now: Date },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const work: { authorityId: string; lotId: string }[] = await reader.query(
    `SELECT w.authority_id AS "authorityId", w.lot_id AS "lotId" FROM (
       SELECT authority_id, lot_id FROM contract WHERE branch_id = $1 AND ${notEndedOn('contract', '$2')}
       UNION SELECT authority_id, lot_id FROM subcontract
       WHERE delivering_branch_id = $1 AND ${notEndedOn('subcontract', '$2')}) w
     WHERE $3::uuid IS NULL OR w.authority_id = $3 ORDER BY 1, 2`,
    [branchId, londonDate(now), within],
  );
  if (lotIds.some((lotId) => !work.some((one) => one.lotId === lotId)))
    throw new DomainError('lot_not_found');
  if (work.length === 0) throw new DomainError('nothing_to_change');
  const named = new Map<string, string[]>();
  for (const { authorityId, lotId } of work) {
    if (lotIds.length > 0 && !lotIds.includes(lotId)) continue;
    named.set(authorityId, [...(named.get(authorityId) ?? []), ...(lotIds.length > 0 ? [lotId] : [])]);
  }
  return named;
}
