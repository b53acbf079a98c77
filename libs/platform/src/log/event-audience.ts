import type { EventName } from '#contracts/events';

/**
 * Which events do not reach the providers that they name. The layer above gives this rule, because the log knows no
 * business. The statement that stores events asks it, so no act can forget it.
 */
export interface EventAudience {
  /** True for an event that providers receive only if `withheldIf` is false. */
  readonly isConditional: (name: EventName) => boolean;
  /** An SQL condition on the event in row `e`, which has the event's `authority_id`. */
  readonly withheldIf: string;
}

/** The token of the `EventAudience` that the log asks. */
export const EVENT_AUDIENCE = Symbol('EVENT_AUDIENCE');
