import { CAPACITY_FRESH_DAYS } from '#contracts/providers';
import { planCapacities } from './capacities.plan.js';
import { planContracts } from './contracts.plan.js';
import { planProviders } from './providers.plan.js';
import { planSubcontracts } from './subcontracts.plan.js';

const TODAY = '2026-11-22';
const { branches } = planProviders(TODAY);
const contracts = planContracts(TODAY, branches);
const subcontracts = planSubcontracts(TODAY, branches, contracts);
const capacities = planCapacities(branches, contracts, subcontracts);
const key = ({ branchId, lotCode }: { branchId: string; lotCode: string }): string =>
  `${branchId} ${lotCode}`;

describe('the capacity of the demonstration', () => {
  it('is declared once wherever a branch is contracted or delivers for another', () => {
    const delivered = subcontracts.map((it) => ({ branchId: it.deliveringBranchId, lotCode: it.lotCode }));
    expect(new Set(capacities.map(key)).size).toBe(capacities.length);
    expect(new Set(capacities.map(key))).toEqual(new Set([...contracts, ...delivered].map(key)));
  });

  it('is whole minutes, at least none, and none in some places', () => {
    expect(capacities.every(({ spareMinutes }) => Number.isInteger(spareMinutes) && spareMinutes >= 0)).toBe(
      true,
    );
    expect(capacities.some(({ spareMinutes }) => spareMinutes === 0)).toBe(true);
  });

  it('was declared over a week ago in some places, in most not', () => {
    const old = capacities.filter(({ declaredDaysAgo }) => declaredDaysAgo > CAPACITY_FRESH_DAYS);
    expect(old.length).toBeGreaterThan(10);
    expect(old.length).toBeLessThan(capacities.length / 3);
  });

  it('differs in bands and double-ups, and is whole by day in the first tier', () => {
    expect(capacities.some(({ doubleUps }) => !doubleUps)).toBe(true);
    expect(capacities.some(({ bands }) => bands.includes('night'))).toBe(true);
    expect(capacities.some(({ bands }) => !bands.includes('bed'))).toBe(true);
    const first = new Set(contracts.filter(({ tier }) => tier === 1).map(key));
    for (const capacity of capacities.filter((it) => first.has(key(it)))) {
      expect(capacity.bands).toEqual(expect.arrayContaining(['breakfast', 'lunch', 'tea', 'bed']));
      expect(capacity.doubleUps).toBe(true);
    }
  });
});
