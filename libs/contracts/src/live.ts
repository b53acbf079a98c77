import type { Problem } from './errors.js';
import type { EventMessage } from './events.js';
import type { OfferTerms, OwnOfferView } from './offers.js';

/** The path of the Socket.IO endpoint. */
export const LIVE_PATH = '/live';

/** What a client may send; each is answered with an acknowledgement. */
export const LIVE_MESSAGES = ['offer.make', 'offer.withdraw', 'invitation.seen'] as const;

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

export interface ClientToServer {
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
}
