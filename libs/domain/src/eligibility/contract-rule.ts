import type { Check } from '#contracts/eligibility';
import { byCodeUnits, inOrderOf } from '../collections.js';
import { dateInWords } from '../time/iso-date.js';
import { type Answer, fails, passes } from './rule-answer.js';
import type { BranchFacts, ContractFact, PackageFacts, SubcontractFact } from './facts.js';

const inRankOrder = inOrderOf<ContractFact>(
  (a, b) => a.tier - b.tier,
  (a, b) => a.rankInTier - b.rankInTier,
  (a, b) => byCodeUnits(a.id, b.id),
);

/**
 * Returns the contract that is live on a date. A contract is still live on its last day. If several are live,
 * returns the one with the lowest tier and rank.
 */
export function contractLiveOn(contracts: readonly ContractFact[], date: string): ContractFact | null {
  const [best = null] = contracts.filter((contract) => isLiveOn(contract, date)).toSorted(inRankOrder);
  return best;
}

/**
 * Returns the subcontract that is live on a date. If none is live, returns the newest subcontract, whose
 * dates then explain the failure.
 */
export function subcontractOn(
  subcontracts: readonly SubcontractFact[],
  date: string,
): SubcontractFact | null {
  const [newest = null] = subcontracts.toSorted((a, b) => byCodeUnits(b.startsOn, a.startsOn));
  return subcontracts.find((subcontract) => isLiveOn(subcontract, date)) ?? newest;
}

/**
 * Fails if the contracted branch has no live contract for the lot on the start date. If another branch would
 * deliver, the subcontract must be live too.
 */
export function answerContract(
  branch: Pick<BranchFacts, 'leadBranchId' | 'deliveringBranchId' | 'contracts' | 'subcontract'>,
  { lotId, startOn }: Pick<PackageFacts, 'lotId' | 'startOn'>,
): Answer {
  const { leadBranchId, deliveringBranchId, subcontract } = branch;
  const contract = contractLiveOn(branch.contracts, startOn);
  const subcontractId = subcontract && isLiveOn(subcontract, startOn) ? subcontract.id : null;
  const contractId = contract?.id ?? null;
  const evidence = { lotId, startOn, leadBranchId, deliveringBranchId, contractId, subcontractId };

  if (!contract) return fails(evidence, `A contract for this lot must be live on ${dateInWords(startOn)}.`);
  if (leadBranchId !== deliveringBranchId && !subcontractId)
    return fails(
      evidence,
      `A subcontract with the delivering branch for this lot must be live on ${dateInWords(startOn)}.`,
    );
  return passes(evidence);
}

/**
 * Returns the failed result for a branch that has contracts only for other lots. A broadcast stores only the
 * ids of such branches, because their result needs no other data.
 */
export function contractedElsewhereCheck(
  branchId: string,
  pkg: Pick<PackageFacts, 'lotId' | 'startOn'>,
): Check {
  const none = { leadBranchId: branchId, deliveringBranchId: branchId, contracts: [], subcontract: null };
  return { rule: 'contract.lot', ...answerContract(none, pkg) };
}

function isLiveOn({ startsOn, endsOn }: SubcontractFact, date: string): boolean {
  return startsOn <= date && (endsOn === null || date <= endsOn);
}
