import type { NewSubcontract } from '#contracts/providers';
import { addDays } from '#domain/time/iso-date';
import { isLiveOn } from './contract-dates.js';
import { mayBeFirstTier, type PlannedContract } from './contracts.plan.js';
import type { PlannedBranch } from './providers.plan.js';

export interface PlannedSubcontract extends Required<Omit<NewSubcontract, 'lotId'>> {
  readonly lotCode: string;
}

const LOTS_PER_LEAD = 1;
/**
 * The first day of most subcontracts, in days from today. A subcontract never begins before the contract of
 * the contracted branch.
 */
const FIRST_SUBCONTRACTS = -420;

/**
 * Plans subcontracts. For each large branch, a smaller branch of another provider delivers in one lot.
 *
 * The large branch that CQC rated Inadequate has subcontractors in all its lots. So much of its care can stay
 * with the subcontractors if the branch must give up its work.
 */
export function planSubcontracts(
  today: string,
  branches: readonly PlannedBranch[],
  contracts: readonly PlannedContract[],
): PlannedSubcontract[] {
  const taken = new Set<string>();
  return branches
    .filter(({ size }) => size === 'large')
    .flatMap((lead) => {
      const lots = contracts.filter((contract) => contract.branchId === lead.id && isLiveOn(today, contract));
      const chosen = lead.ratings.overall === 'inadequate' ? lots : lots.slice(-LOTS_PER_LEAD);
      return chosen.flatMap(({ lotCode, startsOn: leadBegan }) => {
        const deliverer = branches.find(
          (branch) => mayDeliverFor(lead, branch, lotCode) && !taken.has(branch.id),
        );
        if (!deliverer) return [];
        taken.add(deliverer.id);
        const wanted = addDays(today, FIRST_SUBCONTRACTS);
        const startsOn = leadBegan > wanted ? leadBegan : wanted;
        return [{ branchId: lead.id, deliveringBranchId: deliverer.id, lotCode, startsOn, endsOn: null }];
      });
    });
}

function mayDeliverFor(lead: PlannedBranch, branch: PlannedBranch, lotCode: string): boolean {
  return (
    branch.size !== 'large' &&
    branch.providerId !== lead.providerId &&
    branch.homeLotCode === lotCode &&
    mayBeFirstTier(branch)
  );
}
