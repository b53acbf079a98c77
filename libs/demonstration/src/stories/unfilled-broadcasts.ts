import type { StoryOutline } from './story-outline.js';
import { HOUR, opened, sentOut } from './story.js';

/** Stories of packages with a broadcast that closed without an offer. */
export const UNFILLED: readonly StoryOutline[] = [
  {
    title: 'Everyone who answered declined',
    lotCode: 'ME2',
    urgency: 'urgent',
    pattern: 'three calls',
    endsAs: 'unfilled',
    nextAction: 'broadcast_again',
    steps: (branches) => [
      ...sentOut(9 * HOUR),
      branches.declined(0, 8 * HOUR, 'too_far'),
      branches.declined(1, 7 * HOUR + 30, 'no_carers_for_times'),
    ],
  },
  {
    title: 'Nobody answered at all',
    lotCode: 'HA3',
    urgency: 'hospital',
    pattern: 'one call',
    endsAs: 'unfilled',
    nextAction: 'broadcast_again',
    steps: () => sentOut(6 * HOUR),
  },
  {
    title: 'Sent out twice: the only offer was withdrawn, then nobody answered',
    lotCode: 'HB2',
    urgency: 'urgent',
    pattern: 'morning and bed',
    endsAs: 'unfilled',
    nextAction: 'broadcast_again',
    steps: (branches) => [
      ...sentOut(30 * HOUR),
      branches.offered(0, 29 * HOUR),
      branches.withdrew(0, 27 * HOUR),
      opened(20 * HOUR),
    ],
  },
];
