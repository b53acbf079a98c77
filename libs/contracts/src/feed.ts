import type { EventMessage } from './events.js';

/**
 * The number of days for which clients can read past events. A client that was disconnected for longer must
 * load all its data again.
 */
export const FEED_KEPT_DAYS = 30;

/** One page of the events that a subscriber may see. */
export interface FeedPage {
  readonly items: readonly EventMessage[];
  /**
   * The feed position after which the next page starts: an opaque text. Positions belong to one stream, and
   * subscribers of other streams cannot use them.
   */
  readonly position: string;
  /** True if the subscriber can read more events now, on the next page. */
  readonly more: boolean;
}

export interface FeedRequest {
  /**
   * The feed position of the last event that the client received. If absent, the feed starts with events from
   * now on.
   */
  readonly after?: string;
  /** The largest number of events in the answer: 1 to 200. The default is 200. */
  readonly limit?: number;
}
