import type { Problem } from './errors.js';
import type { EventMessage } from './events.js';
import type { OfferTerms, OwnOfferView } from './offers.js';

/** The path of the Socket.IO endpoint for the live feed. */
export const LIVE_PATH = '/live';

/** The socket messages that a client may send. The server answers each message. */
export const LIVE_MESSAGES = ['feed.resume', 'offer.make', 'offer.withdraw', 'invitation.seen'] as const;

export type Acknowledgement<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface MakeOfferMessage {
  readonly invitationId: string;
  readonly idempotencyKey: string;
  readonly terms: OfferTerms;
}

export interface WithdrawOfferMessage {
  readonly offerId: string;
  readonly idempotencyKey: string;
}

export interface InvitationSeenMessage {
  readonly invitationId: string;
}

/**
 * The request to receive events over the live socket. Without `after`, the client receives only events from
 * now on.
 */
export interface ResumeFeedMessage {
  /** The feed position of the last event that the client received. */
  readonly after?: string | undefined;
}

export interface FeedResumed {
  /**
   * The feed position up to which the client has received all events. After a reconnection, the client
   * resumes after this position.
   */
  readonly position: string;
}

/**
 * Sent when the server is about to stop. The client should reconnect at a random moment within
 * `reconnectWithinMs`.
 */
export interface LeavingMessage {
  readonly reconnectWithinMs: number;
}

export interface ClientToServer {
  /**
   * The client asks for the events after a position. The server sends them in order and without a gap. The
   * server answers the message when the client has received all past events.
   */
  'feed.resume': (
    message: ResumeFeedMessage,
    acknowledge: (answer: Acknowledgement<FeedResumed>) => void,
  ) => void;
  'offer.make': (
    message: MakeOfferMessage,
    acknowledge: (answer: Acknowledgement<OwnOfferView>) => void,
  ) => void;
  'offer.withdraw': (
    message: WithdrawOfferMessage,
    acknowledge: (answer: Acknowledgement<OwnOfferView>) => void,
  ) => void;
  'invitation.seen': (
    message: InvitationSeenMessage,
    acknowledge: (answer: Acknowledgement<null>) => void,
  ) => void;
}

export interface ServerToClient {
  event: (message: EventMessage) => void;
  /** Sent when the user's session has ended. The server then closes the socket. */
  ended: () => void;
  leaving: (message: LeavingMessage) => void;
}
