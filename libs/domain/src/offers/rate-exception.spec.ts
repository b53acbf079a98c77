import { needsRateReason } from './rate-exception.js';

const LOT = { rateFloorPence: 2_000, rateCeilingPence: 2_800 };
const CONTRACT = { rateMinPence: 2_100, rateMaxPence: 2_700 };
const WIDE = { rateMinPence: 1_500, rateMaxPence: 3_000 };

describe('a rate', () => {
  it.each([
    { rate: 2_100, contract: CONTRACT, needs: false, why: "the contract's lower limit" },
    { rate: 2_099, contract: CONTRACT, needs: true, why: 'a penny below it' },
    { rate: 2_700, contract: CONTRACT, needs: false, why: "the contract's upper limit" },
    { rate: 2_701, contract: CONTRACT, needs: true, why: 'a penny above it' },
    { rate: 2_000, contract: WIDE, needs: false, why: "the lot's floor" },
    { rate: 1_999, contract: WIDE, needs: true, why: 'a penny below it, whatever the contract allows' },
    { rate: 2_800, contract: WIDE, needs: false, why: "the lot's ceiling" },
    { rate: 2_801, contract: WIDE, needs: true, why: 'a penny above it, whatever the contract allows' },
  ])('of $rate p needs a reason: $needs ($why)', ({ rate, contract, needs }) => {
    expect(needsRateReason(rate, LOT, contract)).toBe(needs);
  });
});
