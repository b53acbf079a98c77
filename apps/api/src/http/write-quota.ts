import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#domain/domain-error';
import type { Subscriber } from '#domain/feed/streams';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';

const WINDOW_SECONDS = 60;

/**
 * Limits how many changes an organisation may send to one process in a minute, over REST and the socket. So no
 * organisation fills the log and the disk, or slows the others down. Refused changes count too.
 */
@Injectable()
export class WriteQuota {
  private readonly ofProvider: RateLimiterMemory;
  private readonly ofAuthority: RateLimiterMemory;

  constructor(@Inject(CONFIG) config: Config) {
    const limiter = (points: number): RateLimiterMemory =>
      new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
    this.ofProvider = limiter(config.WRITES_A_MINUTE_OF_PROVIDER);
    this.ofAuthority = limiter(config.WRITES_A_MINUTE_OF_AUTHORITY);
  }

  /**
   * Counts one change of the user's organisation.
   *
   * @throws DomainError `too_many_requests` if the organisation has reached its quota
   */
  async count(actor: Subscriber): Promise<void> {
    const [limiter, organisation] =
      'providerId' in actor ? [this.ofProvider, actor.providerId] : [this.ofAuthority, actor.authorityId];
    try {
      await limiter.consume(organisation);
    } catch (refusal) {
      const { msBeforeNext } = refusal as RateLimiterRes; // RateLimiterMemory rejects with nothing else
      throw new DomainError('too_many_requests', { retryAfterSeconds: Math.ceil(msBeforeNext / 1_000) });
    }
  }
}
