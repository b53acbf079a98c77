import type { LotSettings } from '#contracts/lots';
import { DEFAULT_WEIGHTS } from '#contracts/ranking';
import { profileOf } from './localities.js';

/** The hourly rate, in pence, of every contract in the lot `FIXED_PRICE_LOT`. */
export const FIXED_PRICE_PENCE = 2_315;
export const FIXED_PRICE_LOT = 'OW2';

const USUAL: Omit<LotSettings, 'rateFloorPence' | 'rateCeilingPence'> = {
  method: 'tiers',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 60,
  cascadeStepMinutes: 45,
  ratingPolicy: 'exclude_inadequate',
  weights: DEFAULT_WEIGHTS,
  weightsReason: null,
};

/**
 * The lots with unusual settings. Together all lots of the demonstration show every value of the settings
 * `method`, `ratingPolicy` and `sealed`.
 */
const DIFFERENT: Readonly<Record<string, Partial<LotSettings>>> = {
  BL1: { method: 'broadcast' },
  CH1: { method: 'broadcast' },
  CH3: { tierHeadStartMinutes: 120 },
  HA1: { ratingPolicy: 'exclude_below_good', weights: { price: 30, quality: 45, fit: 15, continuity: 10 } },
  HB1: { method: 'broadcast', sealed: false, ownRankShown: true },
  ME2: { ratingPolicy: 'any', weights: { price: 30, quality: 20, fit: 40, continuity: 10 } },
  NW2: {
    weights: { price: 65, quality: 20, fit: 10, continuity: 5 },
    weightsReason: 'Savings plan for the year: offers in this lot are many and close in quality.',
  },
  OW1: { method: 'cascade' },
  [FIXED_PRICE_LOT]: {
    method: 'first_acceptable',
    sealed: false,
    rateFloorPence: FIXED_PRICE_PENCE,
    rateCeilingPence: FIXED_PRICE_PENCE,
  },
};

export function settingsOfLot(lotCode: string): LotSettings {
  const limits = profileOf(lotCode).isRural
    ? { rateFloorPence: 2_250, rateCeilingPence: 2_980 }
    : { rateFloorPence: 2_100, rateCeilingPence: 2_750 };
  return { ...USUAL, ...limits, ...DIFFERENT[lotCode] };
}
