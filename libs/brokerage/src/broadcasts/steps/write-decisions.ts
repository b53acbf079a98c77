import { factsThatDecide, type SharedFacts } from '#domain/eligibility/frozen-facts';
import type { Tx } from '#platform/database/database';
import type { DecidedPair } from '../../eligibility/decide-for-branches.js';
import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { NewDecision } from '../../rows/new-decision.js';

/** Returns the decisions to store with a broadcast, each with its own input data. */
export function newDecisions(
  decided: readonly DecidedPair[],
  shared: Pick<SharedFacts, 'package'>,
): NewDecision[] {
  return decided.map(({ facts, decision: { eligible, tier, checks } }) => ({
    branchId: facts.leadBranchId,
    deliveringBranchId: facts.deliveringBranchId,
    eligible,
    tier,
    checks,
    facts: { branch: factsThatDecide(facts, shared.package) },
  }));
}

/**
 * Stores the eligibility decisions of a broadcast with their input data. Input data that all decisions share
 * is stored once.
 *
 * All decisions are sent as one JSON parameter, because many separate parameters would be slower.
 */
export async function writeDecisions(
  tx: Tx,
  { id, authorityId, openedAt }: BroadcastEntity,
  shared: SharedFacts,
  decisions: readonly NewDecision[],
): Promise<void> {
  await Promise.all([
    tx.write('INSERT INTO broadcast_facts (broadcast_id, authority_id, facts) VALUES ($1, $2, $3)', [
      id,
      authorityId,
      JSON.stringify(shared),
    ]),
    tx.write(
      `INSERT INTO eligibility_decision
       (authority_id, broadcast_id, branch_id, delivering_branch_id, eligible, tier, checks, facts, decided_at)
     SELECT $1, $2, "branchId", "deliveringBranchId", eligible, tier, checks, facts, $3
     FROM jsonb_to_recordset($4::jsonb) AS d ("branchId" text, "deliveringBranchId" text, eligible boolean,
       tier integer, checks jsonb, facts jsonb)`,
      [authorityId, id, openedAt, JSON.stringify(decisions)],
    ),
  ]);
}
