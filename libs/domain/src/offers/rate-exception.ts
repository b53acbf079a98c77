import type { LotSettings } from '#contracts/lots';
import type { NewContract } from '#contracts/providers';

/**
 * Whether an hourly rate is an exception that needs a reason: outside the lot's floor and ceiling or
 * the contract's limits (docs/rules.md §3.3.4). The limits themselves are inside. All in whole pence.
 */
export function needsRateReason(
  ratePence: number,
  { rateFloorPence, rateCeilingPence }: Pick<LotSettings, 'rateFloorPence' | 'rateCeilingPence'>,
  { rateMinPence, rateMaxPence }: Pick<NewContract, 'rateMinPence' | 'rateMaxPence'>,
): boolean {
  return (
    ratePence < Math.max(rateFloorPence, rateMinPence) || ratePence > Math.min(rateCeilingPence, rateMaxPence)
  );
}
