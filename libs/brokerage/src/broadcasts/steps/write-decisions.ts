import { factsThatDecide, type SharedFacts } from '#domain/eligibility/frozen-facts';
import type { Tx } from '#platform/database/database';
import type { DecidedPair } from '../../eligibility/decide-for-branches.js';
import type { BroadcastEntity } from '../../rows/broadcast.entity.js';

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
  decided: readonly DecidedPair[],
): Promise<void> {
  const rows = decided.map(({ facts, decision: { eligible, tier, checks } }) => ({
    branch_id: facts.leadBranchId,
    delivering_branch_id: facts.deliveringBranchId,
    eligible,
    tier,
    checks,
    facts: { branch: factsThatDecide(facts, shared.package) },
  }));
  await Promise.all([
    tx.write('INSERT INTO broadcast_facts (broadcast_id, authority_id, facts) VALUES ($1, $2, $3)', [
      id,
      authorityId,
      JSON.stringify(shared),
    ]),
    tx.write(
      `INSERT INTO eligibility_decision
       (authority_id, broadcast_id, branch_id, delivering_branch_id, eligible, tier, checks, facts, decided_at)
     SELECT $1, $2, branch_id, delivering_branch_id, eligible, tier, checks, facts, $3
     FROM jsonb_to_recordset($4::jsonb) AS d (branch_id text, delivering_branch_id text, eligible boolean,
       tier integer, checks jsonb, facts jsonb)`,
      [authorityId, id, openedAt, JSON.stringify(rows)],
    ),
  ]);
}
