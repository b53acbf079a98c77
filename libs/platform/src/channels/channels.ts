import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CHANNELS, type ChannelName } from '#contracts/messages';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/injection-tokens.js';
import type { Channel } from './channel.js';
import { Outbox } from './outbox.js';
import { Smtp } from './smtp.js';

/** The channels by which this installation sends messages. A channel that is not configured keeps them for the outbox. */
@Injectable()
export class Channels implements OnApplicationShutdown {
  private readonly all: ReadonlyMap<ChannelName, Channel>;

  constructor(@Inject(CONFIG) config: Config) {
    this.all = new Map(CHANNELS.map((name) => [name, configured(name, config)]));
  }

  of(name: ChannelName): Channel {
    const channel = this.all.get(name);
    if (!channel) throw new Error(`no channel ${name}`);
    return channel;
  }

  onApplicationShutdown(): void {
    for (const channel of this.all.values()) channel.close();
  }
}

function configured(name: ChannelName, { SMTP_URL, MAIL_FROM = '' }: Config): Channel {
  return SMTP_URL === undefined ? new Outbox(name) : new Smtp({ url: SMTP_URL, from: MAIL_FROM });
}
