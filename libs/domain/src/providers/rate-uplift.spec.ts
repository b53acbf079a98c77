import fc from 'fast-check';
import { changedRate, isAboveHighestRate, upliftFaults, weeklyCostPence } from './rate-uplift.js';

const TODAY = '2026-03-02';
const asked = {
  fromOn: '2026-04-01',
  hundredths: 250,
  newRatePence: null,
  reason: 'National living wage',
  today: TODAY,
};

describe('a changed rate', () => {
  it.each([
    [2_000, 250, 2_050],
    [2_010, 250, 2_060],
    [2_020, 250, 2_071],
    [1_999, -5_000, 1_000],
    [1, -5_000, 1],
    [20_000, 10_000, 40_000],
  ])('of %i pence by %i hundredths of a percent is %i', (pence, hundredths, after) => {
    expect(changedRate(pence, { hundredths, newRatePence: null })).toBe(after);
  });

  it('is the new figure, if one is given', () => {
    expect(changedRate(2_000, { hundredths: null, newRatePence: 2_345 })).toBe(2_345);
  });

  it('never falls below a penny, and never changes the order of two rates', () => {
    const pence = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(pence, pence, fc.integer({ min: -5_000, max: 10_000 }), (one, other, hundredths) => {
        const change = { hundredths, newRatePence: null };
        expect(changedRate(one, change)).toBeGreaterThan(0);
        if (one <= other) expect(changedRate(one, change)).toBeLessThanOrEqual(changedRate(other, change));
      }),
    );
  });
});

describe('the faults of a change of rates', () => {
  it.each([
    [{}, []],
    [{ fromOn: '2026-02-30' }, ['from_not_a_date']],
    [{ fromOn: '2025-03-01' }, []],
    [{ fromOn: '2025-02-28' }, ['from_too_far']],
    [{ fromOn: '2027-03-03' }, []],
    [{ fromOn: '2027-03-04' }, ['from_too_far']],
    [{ hundredths: null }, ['change_missing']],
    [{ newRatePence: 2_000 }, ['change_missing']],
    [{ hundredths: 0 }, ['percentage_out_of_range']],
    [{ hundredths: -5_001 }, ['percentage_out_of_range']],
    [{ hundredths: -5_000 }, []],
    [{ hundredths: 10_000 }, []],
    [{ hundredths: 10_001 }, ['percentage_out_of_range']],
    [{ hundredths: null, newRatePence: 20_000 }, []],
    [{ hundredths: null, newRatePence: 20_001 }, ['new_rate_out_of_range']],
    [{ hundredths: null, newRatePence: 0 }, ['new_rate_out_of_range']],
    [{ reason: ' ' }, ['uplift_reason_missing']],
  ])('%j: %j', (given, codes) => {
    expect(upliftFaults({ ...asked, ...given }).map(({ code }) => code)).toEqual(codes);
  });
});

it('weighs a week of care to the penny, and knows the highest rate', () => {
  expect(weeklyCostPence(525, 2_345)).toBe(20_519);
  expect([isAboveHighestRate(20_000), isAboveHighestRate(20_001)]).toEqual([false, true]);
});
