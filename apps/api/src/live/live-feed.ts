import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { toMessage } from '#brokerage/feed/feed.queries';
import { telling } from '#brokerage/feed/withheld-events.queries';
import { groupedBy } from '#domain/collections';
import { type Stream, streamName, streamsOf } from '#domain/feed/streams';
import { Clock } from '#platform/clock/clock';
import { LogFollower } from '#platform/log/log-follower';
import { endsBeforeWhatWasRead, type LoggedEvent, type LogPiece } from '#platform/log/log-reader';
import { WakeUps } from '#platform/log/wake-ups';
import { countLiveEvent, setLivePosition } from '#platform/metrics/live-metrics';
import { LOGGER, type Logger } from '#platform/logging/logger';
import type { LiveServer } from './live-socket.js';
import { LiveLog } from './live-log.js';
import { type Limited, LiveSockets, ofLimited } from './live-sockets.js';
import { RecentStreams } from './recent-streams.js';

const BATCH = 500;
/**
 * The longest time, in milliseconds, after which the sessions of all sockets are looked up in the database
 * again. Usually an event in the log reports the end of a session earlier.
 */
const ASK_EVERY_MS = 60_000;

/**
 * Follows the event log and sends each event once, in order. An event goes only to sockets that may see it.
 *
 * Delivery starts with the first event after the start of the process. `Resumption` sends older events to a
 * socket that missed them.
 *
 * Before each delivery, sockets of ended sessions are closed. Events of revoked invitations are left out. A user who
 * is limited to branches gets only the events about these branches.
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
    private readonly log: LiveLog,
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

  /** The position in the event log up to which this process has delivered events. */
  get position(): string {
    return this.reached;
  }

  isBehind(position: string): boolean {
    return BigInt(this.reached) < BigInt(position);
  }

  /** Returns true if this process delivered an event after the position `after` to the stream. */
  hasDelivered(stream: Stream, after: string): boolean {
    return this.recent.has(stream, after);
  }

  /** Reads the event log now and delivers the new events. */
  readNow(): Promise<void> {
    return this.follower.readNow();
  }

  private async startNow(): Promise<void> {
    this.reached = await this.log.settledPosition();
    this.recent.startAt(this.reached);
    setLivePosition(this.reached);
  }

  private async deliverNew(): Promise<void> {
    try {
      await this.deliverSettled();
    } catch (error) {
      // The log is shorter than before, for example because a backup was restored. All sockets are closed,
      // because the clients' positions may no longer exist. The clients connect again, and resume if their
      // position still exists.
      if (endsBeforeWhatWasRead(error)) await this.startNow().finally(() => this.sockets.letAllGo());
      throw error;
    }
  }

  private async deliverSettled(): Promise<void> {
    for (;;) {
      const piece = await this.log.after(this.reached, BATCH);
      const { events } = piece;
      await this.endEnded(piece);
      if (events.length === 0) return;
      const untold = mayBeTakenBack(piece) ? await this.log.withheld(events) : NOTHING;
      const limited = await this.toldToLimited(events); // the last wait, so that no socket subscribes after it unseen
      for (const event of events) this.deliver(event, untold, limited.get(event.position) ?? []);
    }
  }

  /** Closes the sockets of ended sessions and disabled users before any event is delivered. */
  private async endEnded({ events, isCut }: LogPiece): Promise<void> {
    const now = this.clock.now();
    this.sockets.endExpired(now);
    for (const { name, payload } of events) {
      if (name === 'session.revoked') this.sockets.endSessions(payload.sessionIds);
      if (name === 'user.disabled') this.sockets.endUser(payload.userId);
      if (name === 'user.branches_changed') this.sockets.letGo(payload.userId);
    }
    // One read returns a limited number of events. So the event that ends a session may come only in a later
    // read. If so, ended sessions are looked up in the database. They are also looked up once a minute.
    const isDue = now.getTime() - this.askedAt >= ASK_EVERY_MS;
    if (events.length < BATCH && !isCut && !isDue) return;
    await this.sockets.endEnded(this.log, now);
    this.askedAt = now.getTime();
  }

  /**
   * Finds the groups of limited users to which each event goes, by the position of the event. Asks again if a further
   * user has subscribed meanwhile.
   */
  private async toldToLimited(
    events: readonly LoggedEvent[],
  ): Promise<ReadonlyMap<string, readonly Limited[]>> {
    const work = events.filter((event) => streamsOf(event).some(({ audience }) => audience === 'provider'));
    if (work.length === 0) return new Map();
    for (;;) {
      const asked = this.sockets.limitedUsers();
      if (asked.length === 0) return new Map();
      const told = await this.log.toldToLimited(work, asked);
      if (this.sockets.limitedUsers().every((userId) => asked.includes(userId)))
        return groupedBy(told, ({ position }) => position);
    }
  }

  private deliver(event: LoggedEvent, untold: ReadonlySet<string>, limited: readonly Limited[]): void {
    const names = streamsOf(event)
      .filter(
        (stream) => stream.audience !== 'provider' || !untold.has(telling(event.position, stream.providerId)),
      )
      .map(streamName);
    this.reached = event.position;
    countLiveEvent(event.position);
    this.recent.add(event.position, names);
    const groups = limited
      .filter(({ providerId }) => names.includes(streamName({ audience: 'provider', providerId })))
      .map(ofLimited);
    const to = [...names, ...groups];
    if (to.length > 0) this.server?.to(to).emit('event', toMessage(event));
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Returns true if one of the events just read may belong to an invitation that is revoked by now. True if a
 * revocation is among these events. Also true if the read stopped before the end of the log, because a
 * revocation may follow.
 */
const mayBeTakenBack = ({ events, isCut }: LogPiece): boolean =>
  isCut || events.length === BATCH || events.some(({ name }) => name === 'invitation.revoked');
