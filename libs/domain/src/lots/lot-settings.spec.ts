import type { LotSettings } from '#contracts/lots';
import * as fc from 'fast-check';
import { weights } from '../../testing/arbitraries.js';
import { lotSettingsFaults } from './lot-settings.js';

const SETTINGS: LotSettings = {
  method: 'tiers',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 60,
  cascadeStepMinutes: 30,
  ratingPolicy: 'exclude_inadequate',
  weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
  weightsReason: null,
  rateFloorPence: 2_000,
  rateCeilingPence: 2_800,
};

const codesOf = (changes: Partial<LotSettings>) =>
  lotSettingsFaults({ ...SETTINGS, ...changes }).map(({ code }) => code);

describe("a lot's settings", () => {
  it.each<{ changes: Partial<LotSettings>; codes: string[]; why: string }>([
    { changes: {}, codes: [], why: 'valid settings' },

    {
      changes: { weights: { price: 60, quality: 40, fit: 0, continuity: 0 } },
      codes: [],
      why: 'price at 60 % needs no reason',
    },
    {
      changes: { weights: { price: 61, quality: 39, fit: 0, continuity: 0 } },
      codes: ['price_weight_reason_missing'],
      why: 'price at 61 % does',
    },
    {
      changes: { weights: { price: 61, quality: 39, fit: 0, continuity: 0 }, weightsReason: ' ' },
      codes: ['price_weight_reason_missing'],
      why: 'a blank reason is none',
    },
    {
      changes: { weights: { price: 100, quality: 0, fit: 0, continuity: 0 }, weightsReason: 'Fixed quality' },
      codes: [],
      why: 'price alone, with a reason',
    },
    {
      changes: { weights: { price: 40, quality: 30, fit: 20, continuity: 9 } },
      codes: ['weights_not_100'],
      why: '99 in all',
    },
    {
      changes: { weights: { price: 40, quality: 30, fit: 20, continuity: 11 } },
      codes: ['weights_not_100'],
      why: '101 in all',
    },
    {
      changes: { weights: { price: 40.5, quality: 29.5, fit: 20, continuity: 10 } },
      codes: ['weights_not_whole'],
      why: 'fractions',
    },
    {
      changes: { weights: { price: 40, quality: 90, fit: -40, continuity: 10 } },
      codes: ['weights_not_whole'],
      why: 'one below 0',
    },
    {
      changes: { weights: { price: 101, quality: 0, fit: 0, continuity: 0 }, weightsReason: 'Agreed' },
      codes: ['weights_not_whole', 'weights_not_100'],
      why: 'one above 100',
    },

    { changes: { rateFloorPence: 2_800 }, codes: [], why: 'one fixed rate' },
    { changes: { rateFloorPence: 2_801 }, codes: ['rates_reversed'], why: 'the floor above the ceiling' },
    { changes: { rateFloorPence: 1 }, codes: [], why: 'the lowest floor' },
    { changes: { rateFloorPence: 0 }, codes: ['rates_invalid'], why: 'no floor' },
    { changes: { rateCeilingPence: 2_800.5 }, codes: ['rates_invalid'], why: 'half a penny' },

    { changes: { method: 'first_acceptable' }, codes: ['first_acceptable_sealed'], why: 'it wins at once' },
    { changes: { method: 'first_acceptable', sealed: false }, codes: [], why: 'in the open' },
    { changes: { ownRankShown: true }, codes: ['own_rank_sealed'], why: 'a rank would break the seal' },
    { changes: { ownRankShown: true, sealed: false }, codes: [], why: 'in the open' },

    { changes: { tierHeadStartMinutes: 1 }, codes: [], why: 'the shortest head start' },
    { changes: { tierHeadStartMinutes: 0 }, codes: ['head_start_too_short'], why: 'no head start' },
    { changes: { cascadeStepMinutes: 1 }, codes: [], why: 'the shortest step' },
    { changes: { cascadeStepMinutes: 0 }, codes: ['step_too_short'], why: 'no step' },
    {
      changes: { cascadeStepMinutes: 0, tierHeadStartMinutes: 1.5 },
      codes: ['head_start_too_short', 'step_too_short'],
      why: 'every fault, not only the first',
    },
  ])('have $codes: $why', ({ changes, codes }) => {
    expect(codesOf(changes)).toEqual(codes);
  });

  it('take any whole weights that add up to 100', () => {
    fc.assert(
      fc.property(weights, (some) => {
        expect(codesOf({ weights: some, weightsReason: 'Agreed' })).toEqual([]);
      }),
    );
  });
});
