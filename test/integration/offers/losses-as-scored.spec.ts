import fc from 'fast-check';
import { daysLate, visitsInside } from '#domain/ranking/offer-fit';
import { scoreOffer } from '#domain/ranking/score';
import { visitsAWeek } from '#domain/packages/visits';
import { addDays } from '#domain/time/iso-date';
import { lossesOfOffer } from '../../../apps/web/src/pages/providing/invitation/offer-losses.js';
import { anInvitation } from '../../../apps/web/testing/providing.js';

const time = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

describe('what the console says that an offer loses', () => {
  it('is what the ranking takes away', () => {
    const invitation = anInvitation();
    const { visits } = invitation.package;
    const startBy = new Date(invitation.startBy);
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 12 }), time, time, (days, first, second) => {
        const startsOn = addDays('2026-01-16', days);
        const visitTimes = [
          { visitKey: 'v1', startsAt: first },
          { visitKey: 'v2', startsAt: second },
        ];
        const { components } = scoreOffer(
          {
            lowestRatePence: 1,
            hourlyRatePence: 1,
            rating: null,
            punctualPerMille: null,
            complaintsPerTenThousand: null,
            visitsAsked: visitsAWeek(visits),
            visitsInside: visitsInside(visits, visitTimes),
            daysLate: daysLate(startsOn, startBy),
            continuity: 'none',
          },
          invitation.weights,
        );
        const losses = lossesOfOffer(invitation, { startsOn, visitTimes });
        if (components.fit === 1_000) return expect(losses).toEqual([]);
        const points = Math.round((components.fit * invitation.weights.fit) / 100) / 10;
        return expect(losses.at(-1)).toBe(`Fit scores ${points} of ${invitation.weights.fit} points.`);
      }),
    );
  });
});
