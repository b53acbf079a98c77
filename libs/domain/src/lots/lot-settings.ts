import type { LotSettings } from '#contracts/lots';
import { PRICE_WEIGHT_NEEDING_REASON, type Weights } from '#contracts/ranking';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';

export type LotSettingsFaultCode =
  | 'weights_not_whole'
  | 'weights_not_100'
  | 'price_weight_reason_missing'
  | 'rates_invalid'
  | 'rates_reversed'
  | 'first_acceptable_sealed'
  | 'own_rank_sealed'
  | 'head_start_too_short'
  | 'step_too_short';

const each = ({ price, quality, fit, continuity }: Weights) => [price, quality, fit, continuity];
const isPositive = (number: number) => isWholeBetween(1, number, Number.MAX_SAFE_INTEGER);

const RULES: readonly FaultRule<LotSettings, LotSettingsFaultCode>[] = [
  {
    code: 'weights_not_whole',
    isBrokenBy: ({ weights }) => !each(weights).every((weight) => isWholeBetween(0, weight, 100)),
    sentence: 'Each weight is a whole percentage, from 0 to 100.',
  },
  {
    code: 'weights_not_100',
    isBrokenBy: ({ weights }) => each(weights).reduce((sum, weight) => sum + weight, 0) !== 100,
    sentence: 'The weights must add up to 100.',
  },
  {
    code: 'price_weight_reason_missing',
    isBrokenBy: ({ weights, weightsReason }) =>
      weights.price > PRICE_WEIGHT_NEEDING_REASON && isBlank(weightsReason),
    sentence: `Enter the reason for a price weight of more than ${PRICE_WEIGHT_NEEDING_REASON}%.`,
  },
  {
    code: 'rates_invalid',
    isBrokenBy: ({ rateFloorPence, rateCeilingPence }) =>
      !isPositive(rateFloorPence) || !isPositive(rateCeilingPence),
    sentence: 'Enter rates in whole pence above £0.00.',
  },
  {
    code: 'rates_reversed',
    isBrokenBy: ({ rateFloorPence, rateCeilingPence }) => rateFloorPence > rateCeilingPence,
    sentence: 'The lowest rate must not be above the highest rate.',
  },
  {
    code: 'first_acceptable_sealed',
    isBrokenBy: ({ method, sealed }) => method === 'first_acceptable' && sealed,
    sentence: 'Offers cannot be sealed if the first acceptable offer wins.',
  },
  {
    code: 'own_rank_sealed',
    isBrokenBy: ({ ownRankShown, sealed }) => ownRankShown && sealed,
    sentence: 'A branch can see its own rank only if offers are not sealed.',
  },
  {
    code: 'head_start_too_short',
    isBrokenBy: ({ tierHeadStartMinutes }) => !isPositive(tierHeadStartMinutes),
    sentence: "A tier's head start is a whole number of minutes, at least 1.",
  },
  {
    code: 'step_too_short',
    isBrokenBy: ({ cascadeStepMinutes }) => !isPositive(cascadeStepMinutes),
    sentence: "A cascade's step is a whole number of minutes, at least 1.",
  },
];

/** Lists every fault in a lot's allocation settings (docs/rules.md §3.3). */
export function lotSettingsFaults(settings: LotSettings): Fault<LotSettingsFaultCode>[] {
  return faultsOf(RULES, settings);
}
