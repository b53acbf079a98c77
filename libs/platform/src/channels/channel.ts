import type { ChannelName } from '#contracts/messages';

/** A message that is ready to be handed over. */
export interface Outgoing {
  /**
   * The id of this mail. A repeated mail has the same id, so that the channel, or the program of the recipient, can
   * recognise it.
   */
  readonly id: string;
  /** The address of the recipient on this channel. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of an attempt to hand a message over.
 *
 * - `accepted`: the channel has the message
 * - `recipient_busy`: the recipient cannot take it for now, such as with a full mailbox
 * - `bounced`: the recipient's address does not work
 * - `refused`: the channel refused this message for good
 * - `channel_away`: the channel itself does not work, so no other message would get through
 * - `not_sent`: no channel is configured
 */
export interface Delivery {
  readonly outcome: 'accepted' | 'recipient_busy' | 'bounced' | 'refused' | 'channel_away' | 'not_sent';
  /** The channel's answer as a code. Never its words, because they may name the recipient. */
  readonly code: string | null;
  /** True if the channel may have accepted the message although the answer was lost. */
  readonly isUncertain: boolean;
}

/** A way by which messages leave Homeward. Each channel is one file. */
export interface Channel {
  readonly name: ChannelName;
  /** False for a channel that only keeps messages for the outbox page. */
  readonly leavesHomeward: boolean;
  /** Hands a message over. Never throws: a failure is an answer. */
  send(message: Outgoing): Promise<Delivery>;
  close(): void;
}
