import { type Stream, streamName } from '#domain/feed/streams';

/** The most streams that are remembered. Beyond this number the oldest are forgotten. */
const MOST = 10_000;

/**
 * Remembers the position of the last event delivered to each stream. `Resumption` uses it to see if a socket
 * has caught up.
 */
export class RecentStreams {
  /** The newest position of each stream, the oldest position first. */
  private readonly newest = new Map<string, string>();
  /** The newest position that was forgotten. */
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
   * Returns true if an event after the position was delivered to the stream, or if that is not remembered.
   */
  has(stream: Stream, after: string): boolean {
    const newest = this.newest.get(streamName(stream)) ?? this.forgotten;
    return BigInt(newest) > BigInt(after);
  }
}
