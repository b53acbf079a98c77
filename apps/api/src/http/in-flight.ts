import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';

/** One session has at most so many requests and messages under way; the pool of connections is everybody's. */
const MOST_OF_A_SESSION = 24;

/** Counts what each session has under way, over REST and socket together. */
@Injectable()
export class InFlight {
  private readonly counts = new Map<string, number>();

  /** @throws DomainError `too_many_requests` */
  enter(sessionId: string): () => void {
    const count = this.counts.get(sessionId) ?? 0;
    if (count >= MOST_OF_A_SESSION) throw new DomainError('too_many_requests', { retryAfterSeconds: 1 });
    this.counts.set(sessionId, count + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const now = (this.counts.get(sessionId) ?? 1) - 1;
      if (now === 0) this.counts.delete(sessionId);
      else this.counts.set(sessionId, now);
    };
  }
}
