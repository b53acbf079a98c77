import { isActive } from './branch-fit.js';
import { isLiveOn } from './contract-dates.js';
import { planContracts } from './contracts.plan.js';
import { planProviders } from './providers.plan.js';
import { planSubcontracts } from './subcontracts.plan.js';

const TODAY = '2026-11-22';
const { branches } = planProviders(TODAY);
const contracts = planContracts(TODAY, branches);
const subcontracts = planSubcontracts(TODAY, branches, contracts);
const branchOf = new Map(branches.map((branch) => [branch.id, branch]));

describe('the subcontracts of the demonstration', () => {
  it('are a few, all of them live', () => {
    expect(subcontracts.length).toBeGreaterThanOrEqual(6);
    expect(subcontracts.length).toBeLessThanOrEqual(15);
    expect(subcontracts.every((subcontract) => isLiveOn(TODAY, subcontract))).toBe(true);
  });

  it('stand on a live contract of the lead in the lot', () => {
    for (const { branchId, lotCode, startsOn } of subcontracts) {
      const contract = contracts.find((it) => it.branchId === branchId && it.lotCode === lotCode);
      expect(contract && isLiveOn(TODAY, contract) && contract.startsOn <= startsOn).toBe(true);
    }
  });

  it('have an active branch of another provider deliver', () => {
    for (const { branchId, deliveringBranchId } of subcontracts) {
      const [lead, delivering] = [branchOf.get(branchId), branchOf.get(deliveringBranchId)];
      expect(delivering?.providerId).not.toBe(lead?.providerId);
      expect(delivering && isActive(delivering)).toBe(true);
    }
  });

  it('take much of the care of the branch rated Inadequate off its hands', () => {
    const leads = subcontracts.map(({ branchId }) => branchOf.get(branchId));
    expect(leads.filter((lead) => lead?.ratings.overall === 'inadequate').length).toBeGreaterThanOrEqual(3);
  });
});
