import type { BroadcastStatus } from '#contracts/broadcasts';
import type { EventName } from '#contracts/events';

/**
 * The events that tell which branches answered a broadcast. While the answers are sealed, staff get none of
 * them and read none of them in a package's history.
 */
export const ANSWER_EVENTS = [
  'invitation.seen',
  'invitation.declined',
  'invitation.ended',
  'offer.made',
  'offer.revised',
  'offer.withdrawn',
  'offer.lapsed',
] as const satisfies readonly EventName[];

interface Sealable {
  readonly sealed: boolean;
  readonly status: BroadcastStatus;
  /** True if the offers were ranked, which happens when the broadcast closes. */
  readonly isRanked: boolean;
}

/**
 * True while staff may not learn which branches answered a broadcast, when, or how (docs/rules.md §3.3.2).
 *
 * A sealed broadcast that is cancelled while open stays sealed for good, because the same branches may be
 * invited again.
 */
export function areAnswersSealed({ sealed, status, isRanked }: Sealable): boolean {
  return sealed && (status === 'open' || (status === 'cancelled' && !isRanked));
}

/** True if an answer that a branch gives to the broadcast now is hidden from staff. */
export const isAnswerSealed = ({ sealed, status }: Omit<Sealable, 'isRanked'>): boolean =>
  areAnswersSealed({ sealed, status, isRanked: status !== 'open' });

/** The two instants of a broadcast at which staff learn which branches have not opened the invitation. */
export interface UnopenedInstants {
  readonly halfAt: Date;
  readonly threeQuartersAt: Date;
}

/**
 * Returns the half and the three quarters of the time in which branches can answer. An extension does not
 * move these instants. Otherwise staff could learn by repeated extensions when each branch opened the
 * invitation.
 */
export function unopenedInstants(openedAt: Date, closesAt: Date): UnopenedInstants {
  const window = closesAt.getTime() - openedAt.getTime();
  const after = (quarters: number): Date =>
    new Date(openedAt.getTime() + Math.floor((window * quarters) / 4));
  return { halfAt: after(2), threeQuartersAt: after(3) };
}
