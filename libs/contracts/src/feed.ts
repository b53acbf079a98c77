import type { EventMessage } from './events.js';

/** How many days the feed goes back. A client that was away longer reloads its lists. */
export const FEED_KEPT_DAYS = 30;

/** One page of a subscriber's stream. */
export interface FeedPage {
  readonly items: readonly EventMessage[];
  /** The position to continue from. It is valid for this subscriber's stream only. */
  readonly position: string;
  /** True if more events can be read now. */
  readonly more: boolean;
}

export interface FeedRequest {
  /** The last position that the client has. If absent, the stream starts now. */
  readonly after?: string;
  /** The largest number of events in the answer: 1 to 200, by default 200. */
  readonly limit?: number;
}
