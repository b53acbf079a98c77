import { visitFaults } from '#domain/packages/visit-faults';
import { weeklyMinutes } from '#domain/packages/visits';
import { isActive } from './branch-fit.js';
import { isLiveOn } from './contract-dates.js';
import { planDemonstration } from './demonstration.plan.js';

const TODAY = '2026-11-22';
const plan = planDemonstration(TODAY);
const { livePackages } = plan;
const branchOf = new Map(plan.branches.map((branch) => [branch.id, branch]));
const personOf = new Map(plan.people.map((person) => [person.reference, person]));
const delivered = (branchId: string): number =>
  livePackages.filter(({ deliveringBranchId }) => deliveringBranchId === branchId).length;

describe('the live packages of the demonstration', () => {
  it('are 1,200, each with a key of its own, some of them second ones of a person', () => {
    expect(livePackages).toHaveLength(1_200);
    expect(new Set(livePackages.map(({ key }) => key)).size).toBe(1_200);
    expect(new Set(livePackages.map(({ personReference }) => personReference)).size).toBe(1_190);
  });

  it('ask for nothing that the rules refuse, and count their minutes as the rules do', () => {
    expect(livePackages.flatMap(({ visits }) => visitFaults(visits))).toEqual([]);
    for (const { visits, weeklyMinutes: minutes } of livePackages)
      expect(minutes).toBe(weeklyMinutes(visits));
  });

  it('are for a person in the lot, delivered by no branch that the person excluded', () => {
    for (const { personReference, lotCode, branchId, deliveringBranchId } of livePackages) {
      const person = personOf.get(personReference);
      const excluded = person?.exclusions.map((exclusion) => exclusion.branchId);
      expect(person?.lotCode).toBe(lotCode);
      expect(excluded).not.toContain(branchId);
      expect(excluded).not.toContain(deliveringBranchId);
    }
  });

  it('stand on a live contract of the lot, at a rate within its limits, since it began', () => {
    for (const { branchId, lotCode, hourlyRatePence, startedOn } of livePackages) {
      const contract = plan.contracts.find((it) => it.branchId === branchId && it.lotCode === lotCode);
      expect(contract && isLiveOn(TODAY, contract) && contract.startsOn <= startedOn).toBe(true);
      expect(startedOn < TODAY).toBe(true);
      expect(hourlyRatePence).toBeGreaterThanOrEqual(contract?.rateMinPence ?? Infinity);
      expect(hourlyRatePence).toBeLessThanOrEqual(contract?.rateMaxPence ?? 0);
    }
  });

  it('are delivered by the contracted branch or by its subcontractor in the lot, since the subcontract began', () => {
    const others = livePackages.filter(({ branchId, deliveringBranchId }) => branchId !== deliveringBranchId);
    expect(others.length).toBeGreaterThan(30);
    for (const { branchId, deliveringBranchId, lotCode, startedOn } of others) {
      const subcontract = plan.subcontracts.find(
        (it) =>
          it.branchId === branchId && it.deliveringBranchId === deliveringBranchId && it.lotCode === lotCode,
      );
      expect(subcontract && subcontract.startsOn <= startedOn).toBe(true);
    }
  });

  it('are delivered by active branches that can meet every need, band and double-up', () => {
    for (const { deliveringBranchId, lotCode, needs, visits } of livePackages) {
      const branch = branchOf.get(deliveringBranchId);
      const capacity = plan.capacities.find(
        (it) => it.branchId === deliveringBranchId && it.lotCode === lotCode,
      );
      expect(branch && isActive(branch)).toBe(true);
      expect(branch?.capabilities).toEqual(expect.arrayContaining([...needs]));
      expect(capacity?.bands).toEqual(expect.arrayContaining(visits.map(({ band }) => band)));
      expect(capacity?.doubleUps === true || visits.every(({ carers }) => carers === 1)).toBe(true);
    }
  });

  it('are many with large branches and few with small ones', () => {
    for (const { id, size } of plan.branches.filter(isActive)) {
      if (size === 'large') expect(delivered(id)).toBeGreaterThan(20);
      else expect(delivered(id)).toBeGreaterThan(0);
      if (size === 'small') expect(delivered(id)).toBeLessThan(25);
    }
    const most = Math.max(...plan.branches.map(({ id }) => delivered(id)));
    expect(most).toBeGreaterThanOrEqual(55);
    expect(most).toBeLessThan(80);
  });

  it('leave a third or more of the care contracted to the branch rated Inadequate in other hands', () => {
    const lead = plan.branches.find(
      ({ size, ratings }) => size === 'large' && ratings.overall === 'inadequate',
    );
    const contracted = livePackages.filter(({ branchId }) => branchId === lead?.id);
    const untouched = contracted.filter(({ deliveringBranchId }) => deliveringBranchId !== lead?.id);
    expect(untouched.length).toBeGreaterThan(contracted.length / 3);
    expect(untouched.length).toBeLessThan(contracted.length);
  });

  it('have time-critical visits, double-ups, nights and short visits among them', () => {
    const visits = livePackages.flatMap((it) => it.visits);
    expect(visits.some(({ timeCriticalReason }) => timeCriticalReason)).toBe(true);
    expect(visits.some(({ window }) => window)).toBe(true);
    expect(visits.some(({ carers }) => carers === 2)).toBe(true);
    expect(visits.some(({ band }) => band === 'night')).toBe(true);
    expect(visits.some(({ minutes }) => minutes === 15)).toBe(true);
  });
});
