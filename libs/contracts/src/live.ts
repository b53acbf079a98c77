import type { Problem } from './errors.js';
import type { EventMessage } from './events.js';
import type { OfferTerms, OwnOfferView } from './offers.js';

/** The path of the Socket.IO endpoint. */
export const LIVE_PATH = '/live';

/** The messages that a client may send. Each gets an acknowledgement. */
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

/** The request to start the stream. Without `after`, the stream starts now. */
export interface ResumeFeedMessage {
  /** The last position that the client has. */
  readonly after?: string | undefined;
}

export interface FeedResumed {
  /** The position up to which all events have been sent. A client resumes after this position. */
  readonly position: string;
}

/** Sent when the server is about to stop. Reconnect at a random moment within this time. */
export interface LeavingMessage {
  readonly reconnectWithinMs: number;
}

export interface ClientToServer {
  /**
   * Starts the stream. Events after the given position are sent in order, then new events, without a gap or a repeat.
   * The acknowledgement comes once the client has caught up.
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
  /** Sent when the session has ended. The socket closes. */
  ended: () => void;
  leaving: (message: LeavingMessage) => void;
}
