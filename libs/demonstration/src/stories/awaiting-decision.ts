import type { StoryOutline } from './story-outline.js';
import { HOUR, sentOut } from './story.js';

/** Stories of packages with offers that await an officer's decision. */
export const DECIDING: readonly StoryOutline[] = [
  {
    title: 'Three offers to decide between',
    lotCode: 'BL2',
    urgency: 'urgent',
    pattern: 'three calls',
    endsAs: 'deciding',
    nextAction: 'decide_award',
    steps: (branches) => [
      ...sentOut(6 * HOUR),
      branches.offered(0, 340),
      branches.offered(1, 300, { daysAfterAsked: 1, isFirstVisitLate: true }),
      branches.offered(2, 150, { note: 'Our carers visit a neighbour at the same hours.' }),
    ],
  },
  {
    title: 'Closed early with two offers, one of them above the contract’s rate',
    lotCode: 'CH3',
    urgency: 'urgent',
    pattern: 'morning and bed',
    endsAs: 'deciding',
    nextAction: 'decide_award',
    steps: (branches) => [
      ...sentOut(3 * HOUR),
      branches.offered(0, 160, {
        daysAfterAsked: -1,
        addedPence: 190,
        rateReason: 'No carer lives nearer than twelve miles from this address.',
      }),
      branches.offered(1, 120),
      {
        act: 'close_broadcast',
        reason: 'All invited branches have answered and the ward is waiting.',
        minutesAgo: 90,
      },
    ],
  },
  {
    title: 'Home from hospital: one can start in time, the other is cheaper but later',
    lotCode: 'ME1',
    urgency: 'hospital',
    pattern: 'four calls',
    endsAs: 'deciding',
    nextAction: 'decide_award',
    steps: (branches) => [
      ...sentOut(4 * HOUR),
      branches.offered(0, 220, {
        addedPence: 30,
        rateReason: 'A carer is moved from another round for it.',
      }),
      branches.offered(1, 180, { daysAfterAsked: 2 }),
    ],
  },
];
