import type { BranchFacts, ContractFact, SubcontractFact } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import type { Pair } from './market.queries.js';

export interface MarketQuestion {
  readonly authorityId: string;
  readonly lotIds: readonly string[];
  /** Only this pair; absent, every branch contracted to the authority and whoever may deliver for it. */
  readonly pair?: Pair | undefined;
}

interface BranchRow extends Pick<BranchFacts, 'registration' | 'capabilities' | 'ratings'> {
  readonly id: string;
}

export async function contractedBranches(reader: Reader, authorityId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    'SELECT DISTINCT branch_id AS id FROM contract WHERE authority_id = $1',
    [authorityId],
  );
  return rows.map(({ id }) => id);
}

export function contractsOf(
  reader: Reader,
  { authorityId, lotIds }: MarketQuestion,
  branchIds: readonly string[],
): Promise<{ lotId: string; branchId: string; contract: ContractFact }[]> {
  return reader.query(
    `SELECT lot_id AS "lotId", branch_id AS "branchId", jsonb_build_object(
              'id', id, 'tier', tier, 'rankInTier', rank_in_tier, 'startsOn', starts_on, 'endsOn', ends_on) AS contract
     FROM contract WHERE authority_id = $1 AND lot_id = ANY($2) AND branch_id = ANY($3) ORDER BY starts_on`,
    [authorityId, lotIds, branchIds],
  );
}

export function subcontractsOf(
  reader: Reader,
  { authorityId, lotIds }: MarketQuestion,
): Promise<(Pair & { lotId: string; subcontract: SubcontractFact })[]> {
  return reader.query(
    `SELECT lot_id AS "lotId", branch_id AS "branchId", delivering_branch_id AS "deliveringBranchId",
            jsonb_build_object('id', id, 'startsOn', starts_on, 'endsOn', ends_on) AS subcontract
     FROM subcontract WHERE authority_id = $1 AND lot_id = ANY($2) ORDER BY starts_on DESC, id`,
    [authorityId, lotIds],
  );
}

export function branchesOf(reader: Reader, branchIds: readonly string[]): Promise<BranchRow[]> {
  return reader.query(
    `SELECT id, to_jsonb(capabilities) AS capabilities, ratings,
            jsonb_build_object('status', registration_status, 'dormant', dormant, 'personalCare', personal_care) AS registration
     FROM branch WHERE id = ANY($1)`,
    [branchIds],
  );
}

export async function capacitiesOf(
  reader: Reader,
  { authorityId, lotIds }: MarketQuestion,
  branchIds: readonly string[],
): Promise<{ lotId: string; branchId: string; capacity: NonNullable<BranchFacts['capacity']> }[]> {
  const rows: (NonNullable<BranchFacts['capacity']> & { lotId: string; branchId: string })[] =
    await reader.query(
      `SELECT lot_id AS "lotId", branch_id AS "branchId", spare_minutes AS "spareMinutes", to_jsonb(bands) AS bands, double_ups AS "doubleUps",
            declared_at AS "declaredAt"
     FROM capacity WHERE authority_id = $1 AND lot_id = ANY($2) AND branch_id = ANY($3)`,
      [authorityId, lotIds, branchIds],
    );
  return rows.map(({ lotId, branchId, ...capacity }) => ({ lotId, branchId, capacity }));
}
