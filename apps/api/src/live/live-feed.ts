import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { toMessage } from '#brokerage/feed/feed.queries';
import { telling, withheld } from '#brokerage/feed/withheld.queries';
import { type Stream, streamName, streamsOf } from '#domain/feed/streams';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { LogFollower } from '#platform/log/log-follower';
import {
  endsBeforeWhatWasRead,
  type LoggedEvent,
  type LogPiece,
  readLogAfter,
  settledPosition,
} from '#platform/log/log-reader';
import { WakeUps } from '#platform/log/wake-ups';
import { countLiveEvent, setLivePosition } from '#platform/metrics/live-metrics';
import { LOGGER, type Logger } from '#platform/logging/logger';
import type { LiveServer } from './live-socket.js';
import { LiveSockets } from './live-sockets.js';
import { RecentStreams } from './recent-streams.js';

const BATCH = 500;
/** Sessions are asked about in the database at least so often; that they end is heard from the log at once. */
const ASK_EVERY_MS = 60_000;

/**
 * Follows the log and pushes each event to the sockets entitled to it, in order, each once. This process's own
 * position starts at the newest event when it starts; a socket that was elsewhere catches up by its `Resumption`.
 * Who is entitled is decided at each delivery: by the stream that they belong to now, after those whose
 * session has ended are gone, and without what has been taken back from them.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy {
  private server: LiveServer | undefined;
  private reached = '0';
  private askedAt = 0;
  private readonly recent = new RecentStreams();
  private readonly follower: LogFollower;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) logger: Logger,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sockets: LiveSockets,
  ) {
    this.follower = new LogFollower(wakeUps, logger, () => this.deliverNew());
  }

  onModuleInit(): Promise<void> {
    return this.startNow();
  }

  follow(server: LiveServer): void {
    this.server = server;
    this.follower.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.follower.stop();
  }

  /** How far this process has delivered. */
  get position(): string {
    return this.reached;
  }

  isBehind(position: string): boolean {
    return BigInt(this.reached) < BigInt(position);
  }

  /** Whether a stream was delivered anything after a position. */
  hasDelivered(stream: Stream, after: string): boolean {
    return this.recent.has(stream, after);
  }

  /** Delivers what can be read by now. */
  readNow(): Promise<void> {
    return this.follower.readNow();
  }

  private async startNow(): Promise<void> {
    this.reached = await settledPosition(this.database.reader);
    this.recent.startAt(this.reached);
    setLivePosition(this.reached);
  }

  private async deliverNew(): Promise<void> {
    try {
      await this.deliverSettled();
    } catch (error) {
      // Nobody's position counts any more: everybody connects again, and resumes if that can still be.
      if (endsBeforeWhatWasRead(error)) await this.startNow().finally(() => this.sockets.letAllGo());
      throw error;
    }
  }

  private async deliverSettled(): Promise<void> {
    const { reader } = this.database;
    for (;;) {
      const piece = await readLogAfter(reader, this.reached, BATCH);
      const { events } = piece;
      await this.endEnded(piece);
      if (events.length === 0) return;
      const untold = mayBeTakenBack(piece) ? await withheld(reader, events) : NOTHING;
      for (const event of events) this.deliver(event, untold);
    }
  }

  /** Before anything is delivered: who has signed out, or was shut out, by now hears no more. */
  private async endEnded({ events, isCut }: LogPiece): Promise<void> {
    const now = this.clock.now();
    this.sockets.endExpired(now);
    for (const { name, payload } of events) {
      if (name === 'session.revoked') this.sockets.endSessions(payload.sessionIds);
      if (name === 'user.disabled') this.sockets.endUser(payload.userId);
    }
    // What ended since may stand behind what was read; and nothing but the log tells of it in between.
    const isDue = now.getTime() - this.askedAt >= ASK_EVERY_MS;
    if (events.length < BATCH && !isCut && !isDue) return;
    await this.sockets.endEnded(this.database, now);
    this.askedAt = now.getTime();
  }

  private deliver(event: LoggedEvent, untold: ReadonlySet<string>): void {
    const names = streamsOf(event)
      .filter(
        (stream) => stream.audience !== 'provider' || !untold.has(telling(event.position, stream.providerId)),
      )
      .map(streamName);
    this.reached = event.position;
    countLiveEvent(event.position);
    this.recent.add(event.position, names);
    if (names.length > 0) this.server?.to(names).emit('event', toMessage(event));
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Whether something of what was just read may have been taken back by now. What took it back is an event as well:
 * if it had been logged by then, it was read with the rest, unless there was more than could be read.
 */
const mayBeTakenBack = ({ events, isCut }: LogPiece): boolean =>
  isCut || events.length === BATCH || events.some(({ name }) => name === 'invitation.revoked');
