import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';

/**
 * The largest number of requests and socket messages that one session may run at the same time. A limit is
 * needed, because all sessions share one pool of database connections.
 */
const MOST_OF_A_SESSION = 24;

/** Counts the running requests and socket messages of each session. */
@Injectable()
export class InFlight {
  private readonly counts = new Map<string, number>();

  /**
   * Counts one more running request or socket message of a session. Returns the function to call when it has
   * ended; a second call is harmless.
   *
   * @throws DomainError `too_many_requests` if the session has reached the limit
   */
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
