import type { StoryOutline } from './story-outline.js';
import { DAY, HOUR, sentOut } from './story.js';

/** Stories of packages with an open broadcast. */
export const OPEN: readonly StoryOutline[] = [
  {
    title: 'Sealed, all asked at once: two offers that nobody can read yet',
    lotCode: 'CH1',
    urgency: 'routine',
    pattern: 'morning and bed',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (branches) => [
      ...sentOut(3 * HOUR),
      branches.seen(0, 170),
      branches.seen(1, 165),
      branches.offered(1, 150, { daysAfterAsked: -4 }),
      branches.seen(2, 120),
      branches.declined(2, 110, 'no_carers_for_times'),
      branches.offered(0, 45, { daysAfterAsked: -5, note: 'The same two carers every morning.' }),
    ],
  },
  {
    title: 'Home from hospital: the second tier is being asked too',
    lotCode: 'CH4',
    urgency: 'hospital',
    pattern: 'three calls',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (branches) => [
      ...sentOut(75),
      branches.seen(0, 70),
      branches.declined(0, 66, 'start_too_soon'),
      branches.seen(1, 60),
      branches.offered(1, 5),
    ],
  },
  {
    title: 'Open bidding: each bidder sees its own rank, and one has bid again',
    lotCode: 'HB1',
    urgency: 'routine',
    pattern: 'one call',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (branches) => [
      ...sentOut(5 * HOUR),
      branches.offered(0, 280, {
        daysAfterAsked: -2,
        addedPence: 40,
        rateReason: 'Longer roads than usual to this address.',
      }),
      branches.offered(1, 200, { daysAfterAsked: -4 }),
      branches.offered(2, 120, { daysAfterAsked: -5, isFirstVisitLate: true }),
      branches.revised(0, 30, { daysAfterAsked: -5 }),
    ],
  },
  {
    title: 'Asked one by one: the first has declined, the second has it now',
    lotCode: 'OW1',
    urgency: 'urgent',
    pattern: 'one call',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (branches) => [...sentOut(40), branches.declined(0, 20, 'no_capacity'), branches.seen(1, 12)],
  },
  {
    title: 'Extended by a day because nobody has offered yet',
    lotCode: 'NW2',
    urgency: 'routine',
    pattern: 'morning and tea',
    endsAs: 'broadcast',
    nextAction: 'await_offers',
    steps: (branches) => [
      ...sentOut(20 * HOUR),
      branches.declined(0, 18 * HOUR, 'too_far'),
      branches.declined(1, 15 * HOUR, 'no_capacity'),
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
