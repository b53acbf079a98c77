import type { StoryOutline } from './outline.js';
import { DAY, HOUR, sentOut } from './story.js';

/** Packages that branches are being asked for now. */
export const OPEN: readonly StoryOutline[] = [
  {
    title: 'Sealed, all asked at once: two offers that nobody can read yet',
    lotCode: 'CH1',
    urgency: 'routine',
    pattern: 'morning and bed',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (cast) => [
      ...sentOut(3 * HOUR),
      cast.seen(0, 170),
      cast.seen(1, 165),
      cast.offered(1, 150, { daysAfterAsked: -4 }),
      cast.seen(2, 120),
      cast.declined(2, 110, 'no_carers_for_times'),
      cast.offered(0, 45, { daysAfterAsked: -5, note: 'The same two carers every morning.' }),
    ],
  },
  {
    title: 'Home from hospital: the second tier is being asked too',
    lotCode: 'CH4',
    urgency: 'hospital',
    pattern: 'three calls',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (cast) => [
      ...sentOut(75),
      cast.seen(0, 70),
      cast.declined(0, 66, 'start_too_soon'),
      cast.seen(1, 60),
      cast.offered(1, 5),
    ],
  },
  {
    title: 'Open bidding: each bidder sees its own rank, and one has bid again',
    lotCode: 'HB1',
    urgency: 'routine',
    pattern: 'one call',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (cast) => [
      ...sentOut(5 * HOUR),
      cast.offered(0, 280, {
        daysAfterAsked: -2,
        addedPence: 40,
        rateReason: 'Longer roads than usual to this address.',
      }),
      cast.offered(1, 200, { daysAfterAsked: -4 }),
      cast.offered(2, 120, { daysAfterAsked: -5, isFirstVisitLate: true }),
      cast.revised(0, 30, { daysAfterAsked: -5 }),
    ],
  },
  {
    title: 'Asked one by one: the first has declined, the second has it now',
    lotCode: 'OW1',
    urgency: 'urgent',
    pattern: 'one call',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (cast) => [...sentOut(40), cast.declined(0, 20, 'no_capacity'), cast.seen(1, 12)],
  },
  {
    title: 'Extended by a day because nobody has offered yet',
    lotCode: 'NW2',
    urgency: 'routine',
    pattern: 'morning and tea',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (cast) => [
      ...sentOut(20 * HOUR),
      cast.declined(0, 18 * HOUR, 'too_far'),
      cast.declined(1, 15 * HOUR, 'no_capacity'),
      {
        act: 'extend_broadcast',
        byMinutes: DAY,
        reason: 'Two branches declined; the others asked for another day.',
        minutesAgo: 4 * HOUR,
      },
    ],
  },
  {
    title: 'Sent out ten minutes ago and not yet seen by anyone',
    lotCode: 'HA2',
    urgency: 'urgent',
    pattern: 'catheter',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: () => sentOut(10),
  },
];
