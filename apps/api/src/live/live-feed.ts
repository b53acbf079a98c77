import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '#contracts/access';
import { type EventMessage, staffAudienceOf } from '#contracts/events';
import { stillSignedIn } from '#brokerage/identity/identity.queries';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { Database } from '#platform/database/database';
import { lastPosition, type LoggedEvent, readLogAfter } from '#platform/log/log-reader';
import { LogWake } from '#platform/log/log-wake';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { CONFIG } from '#platform/platform.module';
import type { LiveServer, LiveSocket } from './live-socket.js';

const BATCH = 200;

/**
 * Follows the log and pushes each event to the sockets entitled to it, in order. This process's own
 * position starts at the newest event when it starts; entitlement is decided at each delivery.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy {
  private server: LiveServer | undefined;
  private position = '0';
  private readonly wake: LogWake;

  constructor(
    @Inject(CONFIG) { DATABASE_URL }: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.wake = new LogWake(DATABASE_URL, logger, () => this.deliverNew());
  }

  async onModuleInit(): Promise<void> {
    this.position = await lastPosition(this.database.reader);
  }

  follow(server: LiveServer): void {
    this.server = server;
    this.wake.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.wake.stop();
  }

  /** The audience an actor belongs to; the only place that maps one to the other. */
  roomsOf(actor: Exclude<Actor, { kind: 'system' }>): string[] {
    if (actor.kind === 'provider') return [`provider:${actor.providerId}`];
    const audience = actor.role === 'administrator' ? 'administrators' : 'staff';
    return [`${audience}:${actor.authorityId}`];
  }

  private async deliverNew(): Promise<void> {
    for (;;) {
      const events = await readLogAfter(this.database.reader, this.position, BATCH);
      if (events.length === 0) return;
      await this.closeEnded();
      for (const event of events) this.deliver(event);
      this.position = events.at(-1)?.position ?? this.position;
    }
  }

  private deliver(event: LoggedEvent): void {
    const rooms = event.providerIds.map((id) => `provider:${id}`);
    const audience = staffAudienceOf(event.name);
    if (event.authorityId !== null && audience !== 'nobody') rooms.push(`${audience}:${event.authorityId}`);
    if (rooms.length > 0) this.server?.to(rooms).emit('event', toMessage(event));
  }

  /** Before anything is delivered: a session that has ended since the last delivery hears no more. */
  private async closeEnded(): Promise<void> {
    const sockets: LiveSocket[] = [...(this.server?.sockets.sockets.values() ?? [])];
    if (sockets.length === 0) return;
    const sessionIds = sockets.map(({ data }) => data.signedIn.actor.sessionId);
    const valid = await stillSignedIn(this.database.reader, sessionIds, this.clock.now());
    for (const socket of sockets) {
      if (valid.has(socket.data.signedIn.actor.sessionId)) continue;
      socket.emit('ended');
      socket.disconnect(true);
    }
  }
}

/** Without who acted: that would unseal an offer. */
function toMessage({ position, name, at, subject, payload }: LoggedEvent): EventMessage {
  return { position, name, at: at.toISOString(), subject, payload };
}
