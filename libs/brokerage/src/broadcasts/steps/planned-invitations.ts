import type { Candidate } from '#domain/broadcasts/plan-waves';
import type { DecidedPair } from '../../eligibility/decide.js';

/** A branch to invite: the place of its contract in the lot, and the branches that may deliver for it. */
export interface PlannedInvitation extends Candidate {
  readonly contractId: string;
  readonly mayDeliver: readonly string[];
}

/** Plans one invitation for each contracted branch with at least one branch that is eligible to deliver. */
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
