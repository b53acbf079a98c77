import type { Check } from '#contracts/eligibility';
import { byCodeUnits, inOrderOf } from '../collections.js';
import { dateInWords } from '../time/iso-date.js';
import { type Answer, fails, passes } from './answer.js';
import type { BranchFacts, ContractFact, PackageFacts, SubcontractFact } from './facts.js';

const inRankOrder = inOrderOf<ContractFact>(
  (a, b) => a.tier - b.tier,
  (a, b) => a.rankInTier - b.rankInTier,
  (a, b) => byCodeUnits(a.id, b.id),
);

/**
 * Returns the lead branch's contract that is live on a date, the last day included. Of several, the one with the best
 * place.
 */
export function contractLiveOn(contracts: readonly ContractFact[], date: string): ContractFact | null {
  const [best = null] = contracts.filter((contract) => isLiveOn(contract, date)).toSorted(inRankOrder);
  return best;
}

/** Returns the subcontract of a pair that is live on a date. If none is, returns the newest. */
export function subcontractOn(
  subcontracts: readonly SubcontractFact[],
  date: string,
): SubcontractFact | null {
  const [newest = null] = subcontracts.toSorted((a, b) => byCodeUnits(b.startsOn, a.startsOn));
  return subcontracts.find((subcontract) => isLiveOn(subcontract, date)) ?? newest;
}

/**
 * Fails if the lead branch has no contract for the lot on the start date or, if another branch delivers, no
 * subcontract with that branch.
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
 * The one check that decides about a branch without a contract or a subcontract for the package's lot. It always fails,
 * and is made from the branch's id and the package alone, so a broadcast freezes such branches as a list of ids.
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
