import { type Stream, streamName } from '#domain/feed/streams';

/**
 * The largest number of streams for which a position is remembered. If there are more streams, those with the
 * oldest positions are forgotten.
 */
const MOST = 10_000;

/**
 * Remembers the position of the last event delivered to each stream. `Resumption` uses these positions to
 * check whether a socket has all events of its stream.
 */
export class RecentStreams {
  /** The position of the last event of each stream. The stream with the oldest position comes first. */
  private readonly newest = new Map<string, string>();
  /** The newest position of any stream that was forgotten. */
  private forgotten = '0';

  startAt(position: string): void {
    this.newest.clear();
    this.forgotten = position;
  }

  add(position: string, names: readonly string[]): void {
    for (const name of names) {
      this.newest.delete(name);
      this.newest.set(name, position);
    }
    for (const [name, at] of this.newest) {
      if (this.newest.size <= MOST) break;
      this.newest.delete(name);
      this.forgotten = at;
    }
  }

  /**
   * Returns true if an event after position `after` was delivered to the stream. If the stream's position was
   * forgotten, returns true whenever such an event is possible.
   */
  has(stream: Stream, after: string): boolean {
    const newest = this.newest.get(streamName(stream)) ?? this.forgotten;
    return BigInt(newest) > BigInt(after);
  }
}
