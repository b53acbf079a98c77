import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { assertOwnPosition, streamAfter, streamEnd, toMessage } from '#brokerage/feed/feed.queries';
import { telling, withheld } from '#brokerage/feed/withheld.queries';
import { DomainError } from '#domain/domain-error';
import { type Stream, streamName, streamOf, streamsOf, type Subscriber } from '#domain/feed/streams';
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
import { countLiveEvent, countResume, setLivePosition } from '#platform/metrics/live-metrics';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { Authenticate } from '../auth/authenticate.js';
import { ConnectionBounds } from './connection-bounds.js';
import type { LiveServer, LiveSocket } from './live-socket.js';
import { LiveSockets } from './live-sockets.js';
import { RecentStreams } from './recent-streams.js';

const BATCH = 500;
const PAGE = 200;
/** Sessions are asked about in the database at least so often; that they end is heard from the log at once. */
const ASK_EVERY_MS = 60_000;

/**
 * Follows the log and pushes each event to the sockets entitled to it, in order, each once. This process's own
 * position starts at the newest event when it starts; a socket that was elsewhere catches up from the log.
 * Who is entitled is decided at each delivery: by the stream that they belong to now, after those whose
 * session has ended are gone, and without what has been taken back from them.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy {
  private server: LiveServer | undefined;
  private position = '0';
  private askedAt = 0;
  private readonly recent = new RecentStreams();
  private readonly follower: LogFollower;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) logger: Logger,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly authenticate: Authenticate,
    private readonly sockets: LiveSockets,
    private readonly bounds: ConnectionBounds,
  ) {
    this.follower = new LogFollower(wakeUps, logger, () => this.deliverNew());
  }

  onModuleInit(): Promise<void> {
    return this.startNow();
  }

  private async startNow(): Promise<void> {
    this.position = await settledPosition(this.database.reader);
    this.recent.startAt(this.position);
    setLivePosition(this.position);
  }

  follow(server: LiveServer): void {
    this.server = server;
    this.follower.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.follower.stop();
  }

  /**
   * Sends a socket what its stream holds after a position, then lets it hear what comes. Without a position it
   * starts now. Answers with the position that it has come to.
   *
   * @throws DomainError `feed_resuming`, `feed_position_unknown`, `feed_position_too_old`, `busy_try_again`, `not_signed_in`
   */
  async resume(socket: LiveSocket, subscriber: Subscriber, after: string | undefined): Promise<string> {
    if (socket.data.isResuming) throw new DomainError('feed_resuming');
    socket.data.isResuming = true;
    countResume();
    const stream = streamOf(subscriber);
    try {
      if (after !== undefined) await this.assertReached(stream, after);
      void socket.leave(streamName(stream));
      const start = after ?? (await streamEnd(this.database.reader, stream, this.position));
      return await this.catchUp(socket, stream, start);
    } finally {
      socket.data.isResuming = false;
    }
  }

  private async assertReached(stream: Stream, after: string): Promise<void> {
    await assertOwnPosition(this.database.reader, stream, after);
    if (this.isBehind(after)) await this.follower.readNow();
    if (this.isBehind(after)) throw new DomainError('busy_try_again');
  }

  /** Another process may have delivered what this one has not yet: from there on it would come twice. */
  private isBehind(position: string): boolean {
    return BigInt(this.position) < BigInt(position);
  }

  /**
   * Reads no further than this process has delivered, so that nothing comes twice; and the socket hears what
   * is delivered from the moment when nothing of its stream has been delivered since, so that nothing is missed.
   */
  private async catchUp(socket: LiveSocket, stream: Stream, start: string): Promise<string> {
    for (let at = start; ;) {
      const upTo = this.position;
      const slice = { after: at, upTo, limit: PAGE };
      const { messages, position, more } = await streamAfter(
        this.database.reader,
        stream,
        slice,
        this.clock.now(),
      );
      if (at !== start) await this.authenticate.signedIn(socket.data.token);
      for (const message of messages) {
        socket.emit('event', message);
        await this.bounds.taken(socket);
      }
      at = position;
      if (!socket.connected) return at;
      if (!more && !this.recent.has(stream, upTo)) {
        void socket.join(streamName(stream));
        return at;
      }
    }
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
      const piece = await readLogAfter(reader, this.position, BATCH);
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
    await this.sockets.endEnded(this.database.reader, now);
    this.askedAt = now.getTime();
  }

  private deliver(event: LoggedEvent, untold: ReadonlySet<string>): void {
    const names = streamsOf(event)
      .filter(
        (stream) => stream.audience !== 'provider' || !untold.has(telling(event.position, stream.providerId)),
      )
      .map(streamName);
    this.position = event.position;
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
