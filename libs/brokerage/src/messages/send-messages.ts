import { Inject, Injectable } from '@nestjs/common';
import type { LinkPurpose } from '#contracts/identity';
import { CHANNELS, type ChannelName, type MessageKind } from '#contracts/messages';
import { mailOf, textOf, WHY_TOLD } from '#domain/messages/message-words';
import { channelPauseMs } from '#domain/messages/retry-after';
import { type Standing, stillWorth, type SubjectFacts } from '#domain/messages/still-worth';
import type { Channel, Delivery, Outgoing } from '#platform/channels/channel';
import { Channels } from '#platform/channels/channels';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { CrossTenantDatabase } from '#platform/database/database';
import { IssueMailedLink } from './issue-mailed-link.js';
import { subjectFacts, subjectKey } from './message-facts.queries.js';
import { channelFailures, messagesHandled } from './message-metrics.js';
import { type ClaimedMessage, claimMessages } from './steps/claim-messages.js';
import { endMessages, recordDelivery, releaseMessages } from './steps/record-delivery.js';

/** The mails that are handed over in one round. */
const MAILS_A_ROUND = 25;
/** The mails of one round that are handed over at the same time. */
const AT_ONCE = 5;
/** A worker that has held its claim for longer checks again what is still worth sending. */
const CLAIM_KEPT_MS = 30_000;

/** How long a channel pauses because it does not work. */
interface Pause {
  readonly failures: number;
  readonly until: Date;
}

/** What one round did. */
export interface SentRound {
  /** The messages that were claimed. Zero if nothing is due, or if every channel pauses. */
  readonly claimed: number;
  readonly accepted: number;
}

/**
 * Sends the messages that are due. Claims them in one transaction, asks again if they are still worth sending, hands them
 * over outside of any transaction, and records what became of each mail.
 *
 * A worker that ends between the handing over and the record sends the mail again, with the same `Message-ID`. While a
 * channel does not work, its messages wait and nothing is lost: one mail at a time tries whether the channel is back.
 */
@Injectable()
export class SendMessages {
  private readonly pauses = new Map<ChannelName, Pause>();

  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly channels: Channels,
    private readonly links: IssueMailedLink,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sends one round of every channel. */
  async sendDue(): Promise<SentRound> {
    let claimed = 0;
    let accepted = 0;
    for (const name of CHANNELS) {
      const round = await this.sendRound(this.channels.of(name));
      claimed += round.claimed;
      accepted += round.accepted;
    }
    return { claimed, accepted };
  }

  private async sendRound(channel: Channel): Promise<SentRound> {
    const pause = this.pauses.get(channel.name);
    const now = this.clock.now();
    if (pause && pause.until > now) return { claimed: 0, accepted: 0 };
    const { claimed, mails } = await this.claim(channel.name, pause ? 1 : MAILS_A_ROUND);
    const accepted = await this.handOver(channel, mails, now);
    return { claimed, accepted };
  }

  /** Claims what is due, and ends what is not worth sending any more. Returns the rest, grouped by mail. */
  private claim(
    channel: ChannelName,
    limit: number,
  ): Promise<{ readonly claimed: number; readonly mails: readonly (readonly ClaimedMessage[])[] }> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const claimed = await claimMessages(tx, { channel, limit, now });
      const facts = await subjectFacts(
        tx,
        claimed.map(({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId })),
        now,
      );
      const standing = claimed.map((message) => ({ message, standing: standingOf(message, facts) }));
      await endMessages(
        tx,
        standing
          .filter(({ standing: one }) => one !== 'send')
          .map(({ message, standing: one }) => ({ message, isMissed: one === 'missed' })),
        now,
      );
      const mails = new Map<string, ClaimedMessage[]>();
      for (const { message, standing: one } of standing)
        if (one === 'send') mails.set(message.mailId, [...(mails.get(message.mailId) ?? []), message]);
      return { claimed: claimed.length, mails: [...mails.values()] };
    });
  }

  /** Hands mails over, several at a time. When the channel fails, gives back those that were not tried. */
  private async handOver(
    channel: Channel,
    mails: readonly (readonly ClaimedMessage[])[],
    claimedAt: Date,
  ): Promise<number> {
    const waiting = [...mails];
    let accepted = 0;
    let isAway = false;
    const work = async (): Promise<void> => {
      for (;;) {
        const isStale = this.clock.now().getTime() - claimedAt.getTime() > CLAIM_KEPT_MS;
        const mail = isAway || isStale ? undefined : waiting.shift();
        if (!mail) return;
        const delivery = await this.deliver(channel, mail).catch((error: unknown) => {
          // The lease of these messages ends, and they are tried again. The other mails go on.
          this.logger.error({ err: error, mailId: mail[0]?.mailId }, 'a mail could not be handed over');
          return null;
        });
        if (delivery?.outcome === 'accepted') accepted += mail.length;
        if (delivery?.outcome === 'channel_away') isAway = true;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (isAway) this.pause(channel.name);
    else if (mails.length > waiting.length) this.pauses.delete(channel.name);
    if (waiting.length > 0)
      await this.database.transaction((tx) => releaseMessages(tx, waiting.flat(), this.clock.now()));
    return accepted;
  }

  /** Hands one mail over and records what became of it. Returns null if there was nothing left to send. */
  private async deliver(channel: Channel, mail: readonly ClaimedMessage[]): Promise<Delivery | null> {
    const outgoing = await this.outgoing(channel, mail);
    if (!outgoing) {
      const over = mail.map((message) => ({ message, isMissed: false }));
      await this.database.transaction((tx) => endMessages(tx, over, this.clock.now()));
      return null;
    }
    const delivery = await channel.send(outgoing);
    await this.database.transaction((tx) => recordDelivery(tx, mail, delivery, this.clock.now()));
    messagesHandled.inc({ channel: channel.name, outcome: delivery.outcome }, mail.length);
    return delivery;
  }

  private async outgoing(channel: Channel, mail: readonly ClaimedMessage[]): Promise<Outgoing | null> {
    const [first] = mail;
    if (!first) return null;
    const purpose = LINK_PURPOSE[first.kind];
    const link = purpose && channel.leavesHomeward ? await this.linkFor(first, purpose) : undefined;
    if (link === null) return null;
    const texts = mail.map((message) => {
      const text = textOf(
        { kind: message.kind, subject: { type: message.subjectType, id: message.subjectId } },
        { reference: message.packageReference, branchId: message.branchId, until: message.until },
        this.config.publicAddress,
      );
      return link ? { ...text, link: link.address } : text;
    });
    return { id: first.mailId, to: link?.email ?? first.email, ...mailOf(texts, WHY_TOLD) };
  }

  private async linkFor(
    { eventId, recipientId, authorityId, providerId }: ClaimedMessage,
    purpose: LinkPurpose,
  ): Promise<{ readonly address: string; readonly email: string } | null> {
    const [event]: { actorId: string | null }[] = await this.database.reader.query(
      'SELECT actor_id AS "actorId" FROM event WHERE id = $1',
      [eventId],
    );
    const link = await this.links.execute({
      userId: recipientId,
      organisation: { authorityId, providerId },
      purpose,
      orderedBy: event?.actorId ?? null,
    });
    if (!link) return null;
    const address = `${this.config.publicAddress}/account-link/${encodeURIComponent(link.token)}`;
    return { address, email: link.email };
  }

  private pause(channel: ChannelName): void {
    const failures = (this.pauses.get(channel)?.failures ?? 0) + 1;
    const ms = channelPauseMs(failures, Math.random());
    this.pauses.set(channel, { failures, until: new Date(this.clock.now().getTime() + ms) });
    channelFailures.inc({ channel });
  }
}

/** What the link of a message is for, if the message has a single-use link. */
const LINK_PURPOSE: { readonly [Kind in MessageKind]?: LinkPurpose } = {
  account_invitation: 'invitation',
  password_link: 'password',
  email_link: 'email',
};

function standingOf(message: ClaimedMessage, facts: ReadonlyMap<string, SubjectFacts>): Standing {
  if (!message.mayBeTold) return 'done';
  const { subjectType, subjectId } = message;
  return stillWorth(message, facts.get(subjectKey({ type: subjectType, id: subjectId })) ?? null);
}
