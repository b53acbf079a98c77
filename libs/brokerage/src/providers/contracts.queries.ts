import type { Page, PageRequest } from '#contracts/list-page';
import type { ContractView, SubcontractView } from '#contracts/providers';
import type { Reader } from '#platform/database/database';
import { contractRateOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const parameters = (scope: Scope): [string | null, string | null] =>
  'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];

export interface ContractFilter {
  readonly branchId?: string;
  readonly lotId?: string;
}

const CONTRACT_VIEW = `
  SELECT c.id, c.branch_id AS "branchId", c.lot_id AS "lotId", c.tier, c.rank_in_tier AS "rankInTier",
         ${contractRateOn('c', 'min', '$3')} AS "rateMinPence", ${contractRateOn('c', 'max', '$3')} AS "rateMaxPence",
         c.starts_on AS "startsOn",
         c.ends_on AS "endsOn", c.notice_days AS "noticeDays", c.version
  FROM contract c
  WHERE ($1::uuid IS NULL OR c.authority_id = $1)
    AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM branch b WHERE b.id = c.branch_id AND b.provider_id = $2))`;

/**
 * Reads a contract, with the rates of the day.
 *
 * @throws DomainError `contract_not_found`
 */
export async function contractIn(reader: Reader, scope: Scope, id: string, now: Date): Promise<ContractView> {
  const [row]: ContractView[] = await reader.query(`${CONTRACT_VIEW} AND c.id = $4`, [
    ...parameters(scope),
    londonDate(now),
    id,
  ]);
  return found(row, 'contract_not_found');
}

/** Lists contracts with the rates of the day, newest first. */
export async function contractPage(
  reader: Reader,
  scope: Scope,
  { branchId, lotId, ...request }: PageRequest & ContractFilter,
  now: Date,
): Promise<Page<ContractView>> {
  const slice = sliceOf(request);
  const rows: ContractView[] = await reader.query(
    `${CONTRACT_VIEW} AND ($4::uuid IS NULL OR c.id < $4) AND ($5::text IS NULL OR c.branch_id = $5)
       AND ($6::uuid IS NULL OR c.lot_id = $6)
     ORDER BY c.id DESC LIMIT $7`,
    [...parameters(scope), londonDate(now), slice.after, branchId ?? null, lotId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * An SQL fragment that selects subcontracts. A provider sees a subcontract if one of its branches is the
 * contracted branch or the delivering branch.
 */
const SUBCONTRACT_VIEW = `
  SELECT s.id, s.branch_id AS "branchId", s.delivering_branch_id AS "deliveringBranchId", s.lot_id AS "lotId",
         s.starts_on AS "startsOn", s.ends_on AS "endsOn"
  FROM subcontract s
  WHERE ($1::uuid IS NULL OR s.authority_id = $1)
    AND ($2::text IS NULL OR EXISTS (
      SELECT 1 FROM branch b WHERE b.id IN (s.branch_id, s.delivering_branch_id) AND b.provider_id = $2))`;

/** @throws DomainError `subcontract_not_found` */
export async function subcontractIn(reader: Reader, scope: Scope, id: string): Promise<SubcontractView> {
  const [row]: SubcontractView[] = await reader.query(`${SUBCONTRACT_VIEW} AND s.id = $3`, [
    ...parameters(scope),
    id,
  ]);
  return found(row, 'subcontract_not_found');
}

/** Lists subcontracts, newest first. `branchId` filters by the contracted branch or the delivering branch. */
export async function subcontractPage(
  reader: Reader,
  scope: Scope,
  { branchId, lotId, ...request }: PageRequest & ContractFilter,
): Promise<Page<SubcontractView>> {
  const slice = sliceOf(request);
  const rows: SubcontractView[] = await reader.query(
    `${SUBCONTRACT_VIEW} AND ($3::uuid IS NULL OR s.id < $3)
       AND ($4::text IS NULL OR $4 IN (s.branch_id, s.delivering_branch_id)) AND ($5::uuid IS NULL OR s.lot_id = $5)
     ORDER BY s.id DESC LIMIT $6`,
    [...parameters(scope), slice.after, branchId ?? null, lotId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}
