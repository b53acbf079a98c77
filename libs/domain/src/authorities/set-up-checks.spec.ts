import { SET_UP_CHECKS } from '#contracts/set-up';
import { type Missing, setUpChecks, type SetUpFacts } from './set-up-checks.js';

const all = (of: number): Missing => ({ of, missing: 0, examples: [] });
const some = (missing: number, of: number): Missing => ({ of, missing, examples: [{ id: 'x', name: 'X' }] });
const READY: SetUpFacts = {
  commissioners: 1,
  officers: 1,
  lots: 1,
  lotsWithoutPostcodes: all(1),
  lotsWithoutTier1: all(1),
  areClocksConfirmed: true,
  providersWithoutUsers: all(1),
  lotsWithoutCapacity: all(1),
  isLive: true,
};

describe('the set-up of an authority', () => {
  it.each<{ why: string; facts: Partial<SetUpFacts>; open: string[] }>([
    { why: 'nothing is missing', facts: {}, open: [] },
    { why: 'no commissioner', facts: { commissioners: 0 }, open: ['commissioner'] },
    { why: 'not live', facts: { isLive: false }, open: ['live'] },
    { why: 'no officer', facts: { officers: 0 }, open: ['officer'] },
    {
      why: 'no lots, so nothing of a lot is done',
      facts: { lots: 0, lotsWithoutPostcodes: all(0), lotsWithoutTier1: all(0), lotsWithoutCapacity: all(0) },
      open: ['lots', 'lot_postcodes', 'tier_1', 'capacity'],
    },
    {
      why: 'one lot of two has no postcodes',
      facts: { lotsWithoutPostcodes: some(1, 2) },
      open: ['lot_postcodes'],
    },
    { why: 'one lot has no tier-1 contract', facts: { lotsWithoutTier1: some(1, 40) }, open: ['tier_1'] },
    { why: 'the clocks are not confirmed', facts: { areClocksConfirmed: false }, open: ['clocks'] },
    { why: 'no contract', facts: { providersWithoutUsers: all(0) }, open: ['provider_users'] },
    {
      why: 'nobody answers at a provider',
      facts: { providersWithoutUsers: some(1, 9) },
      open: ['provider_users'],
    },
    { why: 'no capacity in a lot', facts: { lotsWithoutCapacity: some(1, 2) }, open: ['capacity'] },
  ])('$why → $open', ({ facts, open }) => {
    const checks = setUpChecks({ ...READY, ...facts });
    expect(checks.map(({ code }) => code)).toEqual(SET_UP_CHECKS);
    expect(checks.filter(({ isDone }) => !isDone).map(({ code }) => code)).toEqual(open);
  });
});
