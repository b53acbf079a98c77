import type { LotView } from '#contracts/lots';

/** The settings with which the form of a new lot begins. Each is changed on the form. */
export const DEFAULT_LOT: LotView = {
  id: '',
  code: '',
  name: '',
  districtCode: null,
  districtName: null,
  areas: [],
  method: 'broadcast',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 60,
  cascadeStepMinutes: 30,
  ratingPolicy: 'exclude_inadequate',
  weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
  weightsReason: null,
  rateFloorPence: 2_000,
  rateCeilingPence: 3_000,
  version: 1,
};
