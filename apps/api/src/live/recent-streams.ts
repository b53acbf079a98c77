import { type Stream, streamName } from '#domain/feed/streams';

/**
 * The limit on the streams for which a position is remembered. Beyond this number, the streams with the
 * oldest positions are forgotten.
 */
const MOST = 10_000;

/**
 * Remembers the position of the last event delivered to each stream. `Resumption` uses these positions to
 * check whether a socket has all events of its stream.
 */
export class RecentStreams {
  /** Maps each stream to the position of its last event. The oldest position comes first. */
  private readonly newest = new Map<string, string>();
  /** The newest position among the streams that were forgotten. */
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
   * Returns true if an event after position `after` was delivered to the stream. Also returns true if the
   * stream's position was forgotten and such an event may exist.
   */
  has(stream: Stream, after: string): boolean {
    const newest = this.newest.get(streamName(stream)) ?? this.forgotten;
    return BigInt(newest) > BigInt(after);
  }
}
