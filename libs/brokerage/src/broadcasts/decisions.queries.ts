import type { DecisionView } from '#contracts/eligibility';
import { contractedElsewhereCheck } from '#domain/eligibility/contract-rule';
import type { PackageFacts } from '#domain/eligibility/facts';
import { keyedBy, byCodeUnits, inOrderOf } from '#domain/collections';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import type { StoredColumns } from '../rows/stored-columns.js';
import { ownBroadcast } from './broadcasts.queries.js';

/** An eligibility decision with branch ids but without branch names. */
export type Decision = Pick<DecisionView, 'branchId' | 'deliveringBranchId' | 'eligible' | 'tier' | 'checks'>;

const WITHOUT_TIER = Number.MAX_SAFE_INTEGER;

/** Orders eligibility decisions for display: eligible branches first, then by tier and name. */
const asShown = inOrderOf<DecisionView>(
  (a, b) => Number(b.eligible) - Number(a.eligible),
  (a, b) => (a.tier ?? WITHOUT_TIER) - (b.tier ?? WITHOUT_TIER),
  (a, b) => byCodeUnits(a.branchName, b.branchName),
  (a, b) => byCodeUnits(a.branchId, b.branchId),
  (a, b) => byCodeUnits(a.deliveringBranchName, b.deliveringBranchName),
);

/**
 * Makes the decisions about branches that have no contract and no subcontract for the package's lot. All of
 * these decisions are "not eligible".
 */
export function decisionsElsewhere(
  branchIds: readonly string[],
  pkg: Pick<PackageFacts, 'lotId' | 'startOn'>,
): Decision[] {
  return branchIds.map((branchId) => ({
    branchId,
    deliveringBranchId: branchId,
    eligible: false,
    tier: null,
    checks: [contractedElsewhereCheck(branchId, pkg)],
  }));
}

/** Adds branch names to eligibility decisions, and sorts the decisions for display. */
export async function decisionViews(
  reader: Reader,
  decisions: readonly Decision[],
  decidedAt: Date,
): Promise<DecisionView[]> {
  const ids = decisions.flatMap(({ branchId, deliveringBranchId }) => [branchId, deliveringBranchId]);
  const rows: { id: string; name: string; providerId: string }[] = await reader.query(
    'SELECT id, name, provider_id AS "providerId" FROM branch WHERE id = ANY($1)',
    [[...new Set(ids)]],
  );
  const branches = keyedBy(rows, ({ id }) => id);
  const views = decisions.map((decision): DecisionView => {
    const branch = found(branches.get(decision.branchId), 'branch_not_found');
    const delivering = found(branches.get(decision.deliveringBranchId), 'branch_not_found');
    return {
      ...decision,
      branchName: branch.name,
      providerId: branch.providerId,
      deliveringBranchName: delivering.name,
      decidedAt: decidedAt.toISOString(),
    };
  });
  return views.sort(asShown);
}

/**
 * Reads the eligibility decisions that were stored when a broadcast opened. Each branch contracted at that
 * time has one decision, with the result of every rule.
 *
 * @throws DomainError `broadcast_not_found`
 */
export async function decisionsOf(
  reader: Reader,
  authorityId: string,
  broadcastId: string,
): Promise<DecisionView[]> {
  const { openedAt } = await ownBroadcast(reader, authorityId, broadcastId);
  const decided: Decision[] = await reader.query(
    `SELECT branch_id AS "branchId", delivering_branch_id AS "deliveringBranchId", eligible, tier, checks
     FROM eligibility_decision WHERE broadcast_id = $1`,
    [broadcastId],
  );
  const [shared]: { facts: StoredColumns['broadcast_facts.facts'] }[] = await reader.query(
    'SELECT facts FROM broadcast_facts WHERE broadcast_id = $1',
    [broadcastId],
  );
  const { package: pkg, contractedElsewhere = [] } = shared?.facts ?? {};
  const elsewhere = pkg ? decisionsElsewhere(contractedElsewhere, pkg) : [];
  return decisionViews(reader, [...decided, ...elsewhere], new Date(openedAt));
}
