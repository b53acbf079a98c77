import type { ChannelName } from '#contracts/messages';
import type { Channel, Delivery } from './channel.js';

/** The channel of an installation that sends no mail: nothing leaves, and the outbox page shows what would have been sent. */
export class Outbox implements Channel {
  readonly leavesHomeward = false;

  constructor(readonly name: ChannelName) {}

  send(): Promise<Delivery> {
    return Promise.resolve({ outcome: 'not_sent', code: null, isUncertain: false });
  }

  close(): void {
    // nothing is open
  }
}
