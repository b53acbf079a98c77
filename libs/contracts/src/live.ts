import type { Problem } from './errors.js';
import type { EventMessage } from './events.js';
import type { OfferTerms, OwnOfferView } from './offers.js';

/** The path of the Socket.IO endpoint. */
export const LIVE_PATH = '/live';

/** What a client may send; each is answered with an acknowledgement. */
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

/** Without `after` the stream starts now. */
export interface ResumeFeedMessage {
  /** The position that was heard last. */
  readonly after?: string | undefined;
}

export interface FeedResumed {
  /** Everything up to here has been sent; the first position to resume after. */
  readonly position: string;
}

/** The server is about to go: connect again, at a moment of one's own within so long. */
export interface LeavingMessage {
  readonly reconnectWithinMs: number;
}

export interface ClientToServer {
  /**
   * Nothing is sent before it. Then what came after the given position is sent in order, then whatever
   * comes, without a gap or a repeat; the acknowledgement comes when there is nothing left to catch up with.
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
  /** The session ended; the socket closes after it. */
  ended: () => void;
  leaving: (message: LeavingMessage) => void;
}
