import type { StoryOutline } from './story-outline.js';
import { created, DAY, HOUR } from './story.js';

/** Stories of packages that have not been broadcast yet. */
export const DRAFTS: readonly StoryOutline[] = [
  {
    title: 'Just written down: a double-up four times a day, not yet sent out',
    lotCode: 'CH1',
    urgency: 'routine',
    pattern: 'four double-ups',
    endsAs: 'draft',
    nextAction: 'broadcast_package',
    steps: () => [created(25)],
  },
  {
    title: 'Written down the day before yesterday and forgotten',
    lotCode: 'NW2',
    urgency: 'urgent',
    pattern: 'three calls',
    endsAs: 'draft',
    nextAction: 'broadcast_package',
    steps: () => [created(2 * DAY)],
  },
  {
    title: 'Asks for British Sign Language and Cantonese together: nobody could be invited',
    lotCode: 'NW3',
    urgency: 'routine',
    pattern: 'morning and bed',
    needs: ['bsl', 'language_cantonese'],
    endsAs: 'draft',
    nextAction: 'broadcast_package',
    steps: () => [created(3 * HOUR)],
  },
];
