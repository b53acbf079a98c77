import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';

/**
 * The most requests and socket messages that one user may run at the same time on one process, in all sessions
 * together. All users share one pool of database connections.
 */
const MOST_OF_A_USER = 24;

/** A running request or socket message that is counted. The count lasts until everything that holds it has let go. */
export interface RequestInFlight {
  /** Holds the count. Returns the function that lets go; a second call of the function is harmless. */
  readonly hold: () => () => void;
}

/** Counts the running requests and socket messages of each user. */
@Injectable()
export class InFlight {
  private readonly counts = new Map<string, number>();

  /**
   * Counts one more running request of a user. The caller must hold the request at once.
   *
   * @throws DomainError `too_many_requests` if the user has reached the limit
   */
  enter(userId: string): RequestInFlight {
    const count = this.counts.get(userId) ?? 0;
    if (count >= MOST_OF_A_USER) throw new DomainError('too_many_requests', { retryAfterSeconds: 1 });
    this.counts.set(userId, count + 1);
    let holders = 0;
    const hold = (): (() => void) => {
      holders += 1;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        holders -= 1;
        if (holders === 0) this.leave(userId);
      };
    };
    return { hold };
  }

  private leave(userId: string): void {
    const left = (this.counts.get(userId) ?? 1) - 1;
    if (left === 0) this.counts.delete(userId);
    else this.counts.set(userId, left);
  }
}
