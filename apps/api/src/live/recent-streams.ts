import { type Stream, streamName } from '#domain/feed/streams';

/** How many streams are remembered before the oldest positions are forgotten. */
const MOST = 10_000;

/** When this process last delivered something to each stream: whether one that is catching up has caught up. */
export class RecentStreams {
  /** In the order of their newest positions. */
  private readonly newest = new Map<string, string>();
  /** Of what is older nothing is remembered. */
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

  /** Whether a stream was delivered anything after a position; true where that is not remembered. */
  has(stream: Stream, after: string): boolean {
    const newest = this.newest.get(streamName(stream)) ?? this.forgotten;
    return BigInt(newest) > BigInt(after);
  }
}
