import type { EventMessage } from './events.js';

/** The feed goes back so far. What is older is still in every list and story; a client that was away longer reloads. */
export const FEED_KEPT_DAYS = 30;

/** A piece of a subscriber's stream. */
export interface FeedPage {
  readonly items: readonly EventMessage[];
  /** What to ask after next; the subscriber's own, and of use to nobody else. */
  readonly position: string;
  /** Whether there is more already. */
  readonly more: boolean;
}

export interface FeedRequest {
  /** The position that was heard last; without it the stream starts now. */
  readonly after?: string;
  /** 1 to 200; 200 when absent. */
  readonly limit?: number;
}
