import type { EventName } from '#contracts/events';
import { authorityIsLive } from '#domain/rules-in-sql';
import type { EventAudience } from '#platform/log/event-audience';

/**
 * The first words of the events that reach providers before their council is live (docs/rules.md §7.5): the lists that they
 * confirm, and restrictions, which bind the council's own work in every stage.
 */
const TOLD_IN_EVERY_STAGE: readonly string[] = [
  'care_list',
  'care_dispute',
  'restriction',
  'contest',
  'report',
  'document',
];

/** Withholds all other events of a council that is not live from the providers that they name. */
export const TOLD_ONCE_LIVE: EventAudience = {
  isConditional: (name: EventName): boolean => !TOLD_IN_EVERY_STAGE.includes(name.split('.', 1).join()),
  withheldIf: `(e.authority_id IS NOT NULL AND NOT ${authorityIsLive('e.authority_id')})`,
};
