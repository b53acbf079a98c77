import { planDemonstration } from './demonstration.plan.js';

describe('the plan of the demonstration', () => {
  it('is the same twice for the same day', () => {
    expect(planDemonstration('2026-11-22')).toEqual(planDemonstration('2026-11-22'));
  });

  it('moves its dates with the day and changes nothing else', () => {
    const [one, other] = [planDemonstration('2026-11-22'), planDemonstration('2028-02-29')];
    const dateless = (value: unknown) => JSON.stringify(value).replaceAll(/20[23]\d-\d\d-\d\d/g, 'date');
    expect(other).not.toEqual(one);
    expect(dateless(other)).toBe(dateless(one));
  });

  it('refers to nothing that it does not have', () => {
    const plan = planDemonstration('2026-11-22');
    const branches = new Set(plan.branches.map(({ id }) => id));
    const lots = new Set(plan.lots.map(({ code }) => code));
    const people = new Set(plan.people.map(({ reference }) => reference));
    const packages = [...plan.livePackages, ...plan.stories];
    const branchIds = [
      ...plan.contracts.map(({ branchId }) => branchId),
      ...plan.capacities.map(({ branchId }) => branchId),
      ...plan.subcontracts.flatMap((it) => [it.branchId, it.deliveringBranchId]),
      ...plan.livePackages.flatMap((it) => [it.branchId, it.deliveringBranchId]),
      ...plan.people.flatMap((it) => it.exclusions.map(({ branchId }) => branchId)),
    ];
    const lotCodes = [
      ...plan.contracts,
      ...plan.capacities,
      ...plan.subcontracts,
      ...plan.people,
      ...packages,
    ];
    expect(branchIds.filter((id) => !branches.has(id))).toEqual([]);
    expect(lotCodes.filter(({ lotCode }) => !lots.has(lotCode))).toEqual([]);
    expect(packages.filter(({ personReference }) => !people.has(personReference))).toEqual([]);
  });
});
