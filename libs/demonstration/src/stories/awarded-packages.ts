import type { StoryOutline } from './story-outline.js';
import { awarded, DAY, HOUR, sentOut } from './story.js';

/** Stories of awarded packages with care that has not started yet. In some stories, the start is overdue. */
export const AWARDED: readonly StoryOutline[] = [
  {
    title: 'Awarded to the best offer; care starts in a day or two',
    lotCode: 'CH2',
    urgency: 'urgent',
    pattern: 'morning and bed',
    endsAs: 'awarded',
    nextAction: 'await_start',
    steps: (branches) => [
      ...sentOut(9 * HOUR),
      branches.offered(0, 8 * HOUR),
      branches.offered(1, 7 * HOUR, {
        daysAfterAsked: 1,
        addedPence: 20,
        rateReason: 'Weekend rounds cost more.',
      }),
      awarded(3 * HOUR),
    ],
  },
  {
    title: 'Awarded to the second-ranked offer, with the reason',
    lotCode: 'NW1',
    urgency: 'urgent',
    pattern: 'dementia',
    endsAs: 'awarded',
    nextAction: 'await_start',
    steps: (branches) => [
      ...sentOut(DAY),
      branches.offered(0, 23 * HOUR),
      branches.offered(1, 22 * HOUR, { note: 'The carer who would come speaks Gujarati.' }),
      awarded(2 * HOUR, 2, 'The daughter asked for a carer who speaks her mother’s first language.'),
    ],
  },
  {
    title: 'Awarded to a branch that has another deliver for it',
    lotCode: 'ME2',
    urgency: 'urgent',
    pattern: 'one call',
    isSubcontracted: true,
    endsAs: 'awarded',
    nextAction: 'await_start',
    steps: (branches) => [...sentOut(10 * HOUR), branches.offered(0, 9 * HOUR), awarded(4 * HOUR)],
  },
  {
    title: 'Should have started three days ago and nobody has confirmed it',
    lotCode: 'HA1',
    urgency: 'urgent',
    pattern: 'one call',
    endsAs: 'awarded',
    nextAction: 'chase_start',
    steps: (branches) => [
      ...sentOut(5 * DAY),
      branches.offered(0, 5 * DAY - 60),
      awarded(5 * DAY - 330),
      {
        act: 'record_contact',
        minutesAgo: 2 * DAY,
        reached: false,
        note: 'No answer. Left a message for the coordinator.',
      },
    ],
  },
  {
    title: 'The first answer won at the fixed price; its start is overdue',
    lotCode: 'OW2',
    urgency: 'hospital',
    pattern: 'morning and bed',
    endsAs: 'awarded',
    nextAction: 'chase_start',
    steps: (branches) => [...sentOut(4 * DAY), branches.offered(0, 4 * DAY - 4)],
  },
];
