import { Injectable } from '@nestjs/common';
import { isLimited } from '#brokerage/feed/branch-limits.queries';
import { type Place, placeIn, streamAfter, streamEnd } from '#brokerage/feed/feed.queries';
import { DomainError } from '#domain/domain-error';
import { type Stream, streamName, streamOf, type Subscriber } from '#domain/feed/streams';
import { Clock } from '#platform/clock/clock';
import { Database, type Reader } from '#platform/database/database';
import { countResume } from '#platform/metrics/live-metrics';
import { Authenticate } from '../auth/authenticate.js';
import { ConnectionBounds } from './connection-bounds.js';
import { LiveFeed } from './live-feed.js';
import type { LiveSocket } from './live-socket.js';
import { ofLimited } from './live-sockets.js';

const PAGE = 200;

interface Subscription {
  readonly reader: Reader;
  readonly stream: Stream;
  /** The group of sockets that the socket joins when it has caught up. */
  readonly group: string;
  readonly userId: string;
}

/** Sends a socket the events that it missed and then subscribes the socket to new events. */
@Injectable()
export class Resumption {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly authenticate: Authenticate,
    private readonly feed: LiveFeed,
    private readonly bounds: ConnectionBounds,
  ) {}

  /**
   * Sends a socket the events of its stream after a position. Then subscribes the socket to new events.
   * Without a position, the socket gets only new events. Returns the feed position that the socket has
   * reached.
   *
   * @throws DomainError `feed_resuming`, `feed_position_unknown`, `feed_position_too_old`, `busy_try_again`,
   * `not_signed_in`
   */
  async resume(socket: LiveSocket, subscriber: Subscriber, after: string | undefined): Promise<string> {
    if (socket.data.isResuming) throw new DomainError('feed_resuming');
    socket.data.isResuming = true;
    countResume();
    const stream = streamOf(subscriber);
    const reader = this.database.readerFor(socket.data.signedIn.actor);
    try {
      const known = after === undefined ? undefined : await this.reachedPlace(reader, stream, after);
      const group = await this.groupOf(reader, stream, subscriber.userId);
      this.leave(socket, stream, subscriber.userId);
      const start = known ?? (await streamEnd(reader, stream, this.feed.position));
      return await this.catchUp(socket, { reader, stream, group, userId: subscriber.userId }, start);
    } finally {
      socket.data.isResuming = false;
    }
  }

  /**
   * Returns the group of sockets that the feed sends the stream to: all of the stream, or those of one user who is
   * limited to some branches. If the limit changes later, the feed closes the socket.
   */
  private async groupOf(reader: Reader, stream: Stream, userId: string): Promise<string> {
    const isWhole = stream.audience !== 'provider' || !(await isLimited(reader, userId));
    return isWhole ? streamName(stream) : ofLimited({ providerId: stream.providerId, userId });
  }

  private leave(socket: LiveSocket, stream: Stream, userId: string): void {
    void socket.leave(streamName(stream));
    if ('providerId' in stream) void socket.leave(ofLimited({ providerId: stream.providerId, userId }));
  }

  /**
   * Returns the client's place in its stream, and checks that this process has delivered events up to there.
   * Another process may have sent the client newer events. A process that has delivered less would send these
   * events again.
   */
  private async reachedPlace(reader: Reader, stream: Stream, after: string): Promise<Place> {
    const place = await placeIn(reader, stream, after);
    if (this.feed.isBehind(place.position)) await this.feed.readNow();
    if (this.feed.isBehind(place.position)) throw new DomainError('busy_try_again');
    return place;
  }

  /**
   * Sends the missed events up to the position that this process has delivered. Later events are sent by this
   * process anyway, so no event is sent twice. Subscribes the socket when no missed event is left.
   */
  private async catchUp(
    socket: LiveSocket,
    { reader, stream, group, userId }: Subscription,
    start: Place,
  ): Promise<string> {
    for (let at = start; ;) {
      const upTo = this.feed.position;
      const slice = { after: at, upTo, limit: PAGE, userId };
      const { messages, reached, more } = await streamAfter(reader, stream, slice, this.clock.now());
      if (at !== start) await this.authenticate.signedIn(socket.data.token);
      for (const message of messages) {
        socket.emit('event', message);
        await this.bounds.taken(socket);
      }
      at = reached;
      if (!socket.connected) return at.known;
      if (!more && !this.feed.hasDelivered(stream, upTo)) {
        void socket.join(group);
        return at.known;
      }
    }
  }
}
