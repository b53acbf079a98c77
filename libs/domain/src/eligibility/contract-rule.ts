import { byCodeUnits, inOrderOf } from '../ordering.js';
import { dateInWords } from '../time/iso-date.js';
import { type Answer, fails, passes } from './answer.js';
import type { BranchFacts, ContractFact, PackageFacts, SubcontractFact } from './facts.js';

const inRankOrder = inOrderOf<ContractFact>(
  (a, b) => a.tier - b.tier,
  (a, b) => a.rankInTier - b.rankInTier,
  (a, b) => byCodeUnits(a.id, b.id),
);

/** The lead's contract that is live on a date, its last day included; the best placed were there several. */
export function contractLiveOn(contracts: readonly ContractFact[], date: string): ContractFact | null {
  const [best = null] = contracts.filter((contract) => isLiveOn(contract, date)).toSorted(inRankOrder);
  return best;
}

/** Of the subcontracts of one pair the one that is live on a date; without one, the newest. */
export function subcontractOn(
  subcontracts: readonly SubcontractFact[],
  date: string,
): SubcontractFact | null {
  const [newest = null] = subcontracts.toSorted((a, b) => byCodeUnits(b.startsOn, a.startsOn));
  return subcontracts.find((subcontract) => isLiveOn(subcontract, date)) ?? newest;
}

/** The lead needs a contract for the lot on the start date and, where another delivers, a subcontract too. */
export function answerContract(branch: BranchFacts, { lotId, startOn }: PackageFacts): Answer {
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

function isLiveOn({ startsOn, endsOn }: SubcontractFact, date: string): boolean {
  return startsOn <= date && (endsOn === null || date <= endsOn);
}
