import { answerRating } from '#domain/eligibility/branch-rules';
import { isLiveOn } from './contract-dates.js';
import { mayBeFirstTier, planContracts } from './contracts.plan.js';
import { profileOf } from './leicestershire/localities.js';
import { FIXED_PRICE_LOT, FIXED_PRICE_PENCE, settingsOfLot } from './leicestershire/lot-settings.js';
import { LOTS } from './leicestershire/lots.js';
import { planProviders } from './providers.plan.js';

const TODAY = '2026-11-22';
const { branches } = planProviders(TODAY);
const contracts = planContracts(TODAY, branches);
const branchOf = new Map(branches.map((branch) => [branch.id, branch]));
const firstTier = contracts.filter(({ tier }) => tier === 1);

describe('the contracts of the demonstration', () => {
  it('refer to branches and lots that are there, one for a branch in a lot', () => {
    const lotCodes = LOTS.map(({ code }) => code);
    expect(
      contracts.every(({ branchId, lotCode }) => branchOf.has(branchId) && lotCodes.includes(lotCode)),
    ).toBe(true);
    expect(new Set(contracts.map(({ branchId, lotCode }) => `${branchId} ${lotCode}`)).size).toBe(
      contracts.length,
    );
  });

  it.each(LOTS.map(({ code }) => code))(
    'give %s two first-tier branches that may take packages there',
    (code) => {
      const able = firstTier.filter(({ lotCode, branchId, ...dates }) => {
        const branch = branchOf.get(branchId);
        if (lotCode !== code || !branch) return false;
        const isRatedWellEnough =
          answerRating(branch.ratings, settingsOfLot(code).ratingPolicy).result !== 'fail';
        return mayBeFirstTier(branch) && isRatedWellEnough && isLiveOn(TODAY, dates);
      });
      expect(able.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('give every district more than two first-tier branches', () => {
    for (const district of new Set(LOTS.map(({ districtCode }) => districtCode))) {
      const codes = LOTS.filter(({ districtCode }) => districtCode === district).map(({ code }) => code);
      const ids = firstTier.filter(({ lotCode }) => codes.includes(lotCode)).map(({ branchId }) => branchId);
      expect(new Set(ids).size).toBeGreaterThan(2);
    }
  });

  it('give every lot all three tiers, ranked from one without a gap', () => {
    for (const { code } of LOTS)
      for (const tier of [1, 2, 3]) {
        const ranks = contracts
          .filter((it) => it.lotCode === code && it.tier === tier)
          .map((it) => it.rankInTier);
        expect(ranks.length).toBeGreaterThan(0);
        expect(ranks).toEqual(ranks.map((_, index) => index + 1));
      }
  });

  it('give every branch a contract in its home lot', () => {
    for (const { id, homeLotCode } of branches)
      expect(contracts.some(({ branchId, lotCode }) => branchId === id && lotCode === homeLotCode)).toBe(
        true,
      );
  });

  it('pay £21.50 to £29.80 an hour within the lot’s limits, some at a fixed rate and some between two', () => {
    for (const { lotCode, rateMinPence, rateMaxPence } of contracts) {
      const { rateFloorPence, rateCeilingPence } = settingsOfLot(lotCode);
      expect(rateMinPence).toBeGreaterThanOrEqual(Math.max(2_150, rateFloorPence));
      expect(rateMaxPence).toBeGreaterThanOrEqual(rateMinPence);
      expect(rateMaxPence).toBeLessThanOrEqual(Math.min(2_980, rateCeilingPence));
    }
    const fixed = contracts.filter(({ rateMinPence, rateMaxPence }) => rateMinPence === rateMaxPence);
    expect(fixed.length).toBeGreaterThan(contracts.length / 3);
    expect(fixed.length).toBeLessThan(contracts.length);
  });

  it('pay more on average in rural lots', () => {
    const mean = (isRural: boolean): number => {
      const rates = contracts
        .filter(({ lotCode }) => profileOf(lotCode).isRural === isRural)
        .map(({ rateMinPence }) => rateMinPence);
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    };
    expect(mean(true)).toBeGreaterThan(mean(false) + 150);
  });

  it('have one price for all in the lot of the first acceptable offer', () => {
    const rates = contracts.filter(({ lotCode }) => lotCode === FIXED_PRICE_LOT);
    for (const { rateMinPence, rateMaxPence } of rates)
      expect([rateMinPence, rateMaxPence]).toEqual([FIXED_PRICE_PENCE, FIXED_PRICE_PENCE]);
  });

  it('are mostly live, and a few have ended, not begun or have no end', () => {
    const live = contracts.filter((contract) => isLiveOn(TODAY, contract));
    expect(live.length).toBeGreaterThan(contracts.length * 0.9);
    expect(contracts.some(({ endsOn }) => endsOn !== null && endsOn < TODAY)).toBe(true);
    expect(contracts.some(({ startsOn }) => startsOn > TODAY)).toBe(true);
    expect(contracts.some(({ endsOn }) => endsOn === null)).toBe(true);
    expect(contracts.every(({ noticeDays }) => noticeDays === 28)).toBe(true);
  });
});
