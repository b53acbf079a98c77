import { type Stream, streamName } from '#domain/feed/streams';

/**
 * The most streams whose position is remembered. Beyond this number the streams with the oldest positions are
 * forgotten.
 */
const MOST = 10_000;

/**
 * Remembers the position of the last event that was delivered to each stream. With these positions
 * `Resumption` sees if a socket has caught up.
 */
export class RecentStreams {
  /** The position of the last event of each stream, the oldest position first. */
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
   * Returns true if an event with a later position than `after` was delivered to the stream. Also true if the
   * stream was forgotten and such an event is possible.
   */
  has(stream: Stream, after: string): boolean {
    const newest = this.newest.get(streamName(stream)) ?? this.forgotten;
    return BigInt(newest) > BigInt(after);
  }
}
