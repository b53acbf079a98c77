import type { Candidate } from '#domain/broadcasts/plan-waves';
import type { DecidedPair } from '../../eligibility/decide-for-branches.js';

/**
 * A contracted branch to invite, with its contract, tier and rank. The branch or one of its subcontractors
 * may deliver.
 */
export interface PlannedInvitation extends Candidate {
  readonly contractId: string;
  readonly mayDeliver: readonly string[];
}

/**
 * Plans the invitations of a broadcast. Invites each contracted branch that is eligible or has an eligible
 * subcontractor.
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
