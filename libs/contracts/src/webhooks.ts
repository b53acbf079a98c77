import type { EventName, ToldPayloads } from './events.js';

/** The most webhooks that one user can have. */
export const MOST_WEBHOOKS = 10;

/** For how many days a delivery is tried. A webhook that fails for so long is switched off. */
export const DELIVERY_DAYS = 3;

/** The longest time for which the old secret of a webhook stays valid beside the new one, in hours. */
export const LONGEST_SECRET_OVERLAP_HOURS = 168;

export const DELIVERY_STATUSES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * Why a webhook is off: a user switched it off, it failed for `DELIVERY_DAYS`, its address answered that it is gone, or
 * its user was disabled.
 */
export const SWITCHED_OFF_CAUSES = ['user', 'failing', 'gone', 'user_disabled'] as const;
export type SwitchedOffCause = (typeof SWITCHED_OFF_CAUSES)[number];

export interface NewWebhook {
  readonly name: string;
  /** The `https` address that gets the events. It must not lead into a private network. */
  readonly url: string;
  /** The events to deliver. Empty for all events that the user may receive. */
  readonly eventNames: readonly EventName[];
}

export interface WebhookChange extends NewWebhook {
  readonly version: number;
}

/** A webhook: an address of another system to which events are delivered. */
export interface WebhookView extends NewWebhook {
  readonly id: string;
  /** The user who made the webhook. It gets the events that this user may receive, and no other. */
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: string;
  /** When the webhook was switched off, and why. Null while it is on. */
  readonly switchedOffAt: string | null;
  readonly switchedOffCause: SwitchedOffCause | null;
  /** Since when every delivery has failed. Null if the last one succeeded. */
  readonly failingSince: string | null;
  /** How many deliveries wait, and since when the oldest waits. */
  readonly waiting: number;
  readonly oldestWaitingAt: string | null;
  readonly lastDeliveredAt: string | null;
  readonly version: number;
}

/** A new or changed secret of a webhook. */
export interface WebhookWithSecret {
  readonly webhook: WebhookView;
  /** The signing secret (`whsec_…`). It is shown in this answer only: a repeated request gets null. */
  readonly secret: string | null;
}

/** One event for one webhook. */
export interface DeliveryView {
  /** The id that the header `webhook-id` has, the same in every attempt. */
  readonly id: string;
  readonly eventName: EventName;
  readonly eventAt: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** The HTTP status of the last attempt, or a word such as `timeout`. Null before the first attempt. */
  readonly outcome: string | null;
  readonly lastAttemptAt: string | null;
  /** When the delivery is tried next. Null unless it waits. */
  readonly nextAttemptAt: string | null;
}

/** The body of a delivery, as the Standard Webhooks specification advises. */
export interface WebhookBody<N extends EventName = EventName> {
  readonly type: N;
  /** When the event was logged. */
  readonly timestamp: string;
  readonly data: {
    /** The position of the event in the feed of the user, for `GET /v1/feed?after=…`. */
    readonly position: string;
    readonly subject: { readonly type: string; readonly id: string };
    readonly payload: ToldPayloads[N];
  };
}
