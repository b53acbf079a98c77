import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { authorityIsLive, notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

export interface WorkSought {
  readonly branchId: string;
  /** The lots in which the branch's work counts. An empty list means all lots. */
  readonly lotIds: readonly string[];
}

interface WorkWithin {
  /** The only authority that counts. Null if every authority counts. */
  readonly within: string | null;
  /** True if work for an authority that is not live does not count (docs/rules.md §7.5). */
  readonly onlyLive?: boolean;
  readonly now: Date;
}

/**
 * Returns the authorities for which a branch works. Each authority comes with those of its lots that `lotIds`
 * names. If `lotIds` is empty, each list of lots is empty, which means all lots. `within` and
 * `onlyLive` limit the result.
 *
 * @throws DomainError `lot_not_found` for a lot in which the branch does not work; `nothing_to_change` if the
 * branch works nowhere
 */
export async function lotsWorkedIn(
  reader: Reader,
  { branchId, lotIds }: WorkSought,
  { within, onlyLive = false, now }: WorkWithin,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const work: { authorityId: string; lotId: string }[] = await reader.query(
    `SELECT w.authority_id AS "authorityId", w.lot_id AS "lotId" FROM (
       SELECT authority_id, lot_id FROM contract WHERE branch_id = $1 AND ${notEndedOn('contract', '$2')}
       UNION SELECT authority_id, lot_id FROM subcontract
       WHERE delivering_branch_id = $1 AND ${notEndedOn('subcontract', '$2')}) w
     WHERE ($3::uuid IS NULL OR w.authority_id = $3) AND (NOT $4::boolean OR ${authorityIsLive('w.authority_id')})
     ORDER BY 1, 2`,
    [branchId, londonDate(now), within, onlyLive],
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
