import type { Candidate } from '#domain/broadcasts/plan-waves';
import type { DecidedPair } from '../../eligibility/decide-for-branches.js';

/**
 * A contracted branch to invite: its contract, tier and rank in the lot, and the branches that may deliver
 * for it.
 */
export interface PlannedInvitation extends Candidate {
  readonly contractId: string;
  readonly mayDeliver: readonly string[];
}

/**
 * Plans the invitations of a broadcast: one for each contracted branch that is eligible to deliver or has an
 * eligible subcontractor.
 */
export function plannedInvitations(decided: readonly DecidedPair[]): PlannedInvitation[] {
  const planned = new Map<string, PlannedInvitation>();
  for (const { facts, decision } of decided) {
    const { eligible, tier, rankInTier, contractId } = decision;
    if (!eligible || tier === null || rankInTier === null || contractId === null) continue;
    const branchId = facts.leadBranchId;
    const mayDeliver = [...(planned.get(branchId)?.mayDeliver ?? []), facts.deliveringBranchId];
    planned.set(branchId, { branchId, tier, rankInTier, contractId, mayDeliver });
  }
  return [...planned.values()];
}
