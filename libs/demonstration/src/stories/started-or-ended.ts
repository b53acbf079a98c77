import type { StoryOutline } from './story-outline.js';
import { awarded, DAY, sentOut, started } from './story.js';

const READMITTED = 'Readmitted to hospital; the discharge team will ask again.';

/** Stories of packages with started care, and of withdrawn and ended packages. */
export const BEGUN_OR_OVER: readonly StoryOutline[] = [
  {
    title: 'Care began three days ago',
    lotCode: 'CH4',
    urgency: 'urgent',
    pattern: 'morning and tea',
    endsAs: 'live',
    nextAction: null,
    steps: (branches) => [
      ...sentOut(5 * DAY),
      branches.offered(0, 5 * DAY - 40),
      branches.offered(1, 5 * DAY - 50),
      awarded(5 * DAY - 320),
      started(3),
    ],
  },
  {
    title: 'The first award was withdrawn and the package sent out again before care began',
    lotCode: 'BL1',
    urgency: 'urgent',
    pattern: 'morning and bed',
    endsAs: 'live',
    nextAction: null,
    steps: (branches) => [
      ...sentOut(9 * DAY),
      branches.offered(0, 9 * DAY - 60),
      awarded(9 * DAY - 320),
      {
        act: 'withdraw_award',
        reason: 'The branch found that it has no carer for the mornings after all.',
        minutesAgo: 8 * DAY,
      },
      branches.offered(1, 8 * DAY - 90),
      awarded(8 * DAY - 320),
      started(6),
    ],
  },
  {
    title: 'Ended: the person died',
    lotCode: 'NW3',
    urgency: 'hospital',
    pattern: 'one call',
    endsAs: 'ended',
    nextAction: null,
    steps: (branches) => [
      ...sentOut(24 * DAY),
      branches.offered(0, 24 * DAY - 30),
      awarded(24 * DAY - 170),
      started(23),
      { act: 'end_care', reason: 'person_died', minutesAgo: 3 * DAY },
    ],
  },
  {
    title: 'Ended: moved to a care home',
    lotCode: 'BL2',
    urgency: 'urgent',
    pattern: 'four calls',
    endsAs: 'ended',
    nextAction: null,
    steps: (branches) => [
      ...sentOut(40 * DAY),
      branches.offered(0, 40 * DAY - 90),
      branches.offered(1, 40 * DAY - 120),
      awarded(40 * DAY - 310),
      started(38),
      { act: 'end_care', reason: 'moved_to_residential_care', minutesAgo: 6 * DAY },
    ],
  },
  {
    title: 'Withdrawn while it was open: back to hospital',
    lotCode: 'HB1',
    urgency: 'hospital',
    pattern: 'three calls',
    endsAs: 'withdrawn',
    nextAction: null,
    steps: (branches) => [
      ...sentOut(2 * DAY),
      branches.offered(0, 2 * DAY - 30),
      { act: 'cancel_broadcast', reason: READMITTED, minutesAgo: 2 * DAY - 70 },
      { act: 'withdraw_package', reason: READMITTED, minutesAgo: 2 * DAY - 71 },
    ],
  },
];
