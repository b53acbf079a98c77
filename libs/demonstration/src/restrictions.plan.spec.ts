import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { planDemonstration } from './demonstration.plan.js';
import { startAllowedBy } from './restrictions.plan.js';

const TODAY = '2026-11-22';
const { restrictions, branches, livePackages, lots } = planDemonstration(TODAY);
const inForce = restrictions.filter(({ toOn, lifted }) => toOn === null && lifted === null);

describe('the restrictions of the demonstration', () => {
  it('are what the rules allow', () => {
    for (const { fromOn, toOn, lotCodes, ...notice } of restrictions)
      expect(restrictionFaults({ ...notice, from: fromOn, to: toOn, lotIds: lotCodes })).toEqual([]);
    const codes = lots.map(({ code }) => code);
    expect(restrictions.flatMap(({ lotCodes }) => lotCodes).filter((code) => !codes.includes(code))).toEqual(
      [],
    );
  });

  it('are one in force, against the branch rated Inadequate of the provider with eight, and two of the past', () => {
    expect(restrictions).toHaveLength(3);
    expect(inForce).toHaveLength(1);
    const branch = branches.find(({ id }) => id === inForce[0]?.branchId);
    expect(branch?.ratings.overall).toBe('inadequate');
    expect(branches.filter(({ providerId }) => providerId === branch?.providerId)).toHaveLength(8);
    expect(inForce[0]?.conditions).toEqual([
      { kind: 'no_new_people' },
      { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
      { kind: 'reporting', everyDays: 14 },
    ]);
  });

  it('forbade no care that started', () => {
    for (const { deliveringBranchId: branchId, lotCode, startedOn } of livePackages)
      expect(startAllowedBy(restrictions, { branchId, lotCode, startsOn: startedOn })).toBe(startedOn);
  });

  it('leave the branch in force many people to look after', () => {
    const delivered = livePackages.filter((it) => it.deliveringBranchId === inForce[0]?.branchId);
    expect(delivered.length).toBeGreaterThan(20);
  });
});
