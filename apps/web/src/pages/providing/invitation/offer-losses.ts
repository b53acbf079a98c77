import type { InvitationView } from '#contracts/broadcasts';
import type { VisitTime } from '#contracts/offers';
import { BAND_HOURS } from '#contracts/visits';
import { londonFields } from '../../../formats/london-time.js';
import { type AskedCare, lossesOf } from '../../../formats/offer-losses.js';
import { visitShown } from '../package-shown.js';

type Asked = Pick<InvitationView, 'startBy' | 'weights' | 'package'>;

/**
 * Returns what the package asks for, as the browser's script needs it to say what an offer loses before the offer is
 * sent.
 */
export function askedCare({ startBy, weights, package: pkg }: Asked): AskedCare {
  return {
    startBy: londonFields(startBy).date,
    fitWeight: weights.fit,
    visits: pkg.visits.map((visit) => ({
      key: visit.key,
      name: visitShown(visit).name,
      days: visit.days.length,
      ...(visit.window ?? BAND_HOURS[visit.band]),
    })),
  };
}

/** Returns the sentences that say what an offer loses in the ranking. Empty if it loses nothing. */
export function lossesOfOffer(
  asked: Asked,
  { startsOn, visitTimes }: { readonly startsOn: string; readonly visitTimes: readonly VisitTime[] },
): string[] {
  const times = Object.fromEntries(visitTimes.map(({ visitKey, startsAt }) => [visitKey, startsAt]));
  return lossesOf(askedCare(asked), startsOn, times);
}
