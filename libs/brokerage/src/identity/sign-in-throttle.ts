import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { networkOf } from '#domain/access/network-of';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Organisation } from '../access/scope.js';
import { accountEnvelope } from './steps/account-envelope.js';

const MINUTE_SECONDS = 60;
const FAILURES_FOR_AN_ACCOUNT_AT_AN_ADDRESS = 5;
const FAILURES_FROM_AN_ADDRESS = 50;
const FAILURES_FOR_AN_ACCOUNT_ELSEWHERE = 20;

/** An attempt to prove a password: for which account, and from where. */
export interface Attempt {
  readonly email: string;
  /** The network address of the client. */
  readonly address: string;
  /** The enabled user with this e-mail address. Undefined if there is none. */
  readonly user: (Organisation & { readonly id: string }) | undefined;
  /** True if this user has signed in from this address before. */
  readonly isKnown: boolean;
}

/**
 * Limits wrong passwords: five for one account from one network address and fifty from one address, both
 * within 15 minutes; twenty for one account within an hour, from all addresses together.
 *
 * The last two limits do not hold for a user at an address from which this user has signed in before. So
 * strangers lock nobody out by guessing, and people behind one address do not lock each other out. The counts
 * are in the database, so all processes share them. The keys are hashes, so no e-mail address is stored.
 */
@Injectable()
export class SignInThrottle {
  private readonly here: RateLimiterPostgres;
  private readonly address: RateLimiterPostgres;
  private readonly elsewhere: RateLimiterPostgres;

  constructor(
    dataSource: DataSource,
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {
    const limiter = (keyPrefix: string, points: number, minutes: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: dataSource,
        storeType: 'typeorm',
        tableName: 'sign_in_attempt',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix,
        points,
        duration: minutes * MINUTE_SECONDS,
      });
    this.here = limiter('account', FAILURES_FOR_AN_ACCOUNT_AT_AN_ADDRESS, 15);
    this.address = limiter('address', FAILURES_FROM_AN_ADDRESS, 15);
    this.elsewhere = limiter('elsewhere', FAILURES_FOR_AN_ACCOUNT_ELSEWHERE, 60);
  }

  /**
   * Counts an attempt before the password is checked, so that simultaneous attempts count too. The limit for
   * the account at this address comes first, so that attempts on a throttled account use up no other limit.
   *
   * @throws DomainError `sign_in_throttled` with `retryAfterSeconds`
   */
  async attempt(attempt: Attempt): Promise<void> {
    const { email, address, isKnown } = attempt;
    await consume(this.here, hashed(email, networkOf(address)));
    if (isKnown) return;
    await consume(this.elsewhere, hashed(email), (consumed) => this.tellFirst(attempt, consumed));
    await consume(this.address, hashed(networkOf(address)));
  }

  /**
   * After a correct password, resets the account's count at this address and takes this attempt off the other
   * counts.
   */
  async succeeded({ email, address, isKnown }: Attempt): Promise<void> {
    await this.here.delete(hashed(email, networkOf(address)));
    await this.forgiveElsewhere({ email, address, isKnown });
  }

  /** Takes back an attempt that turned out to be the repetition of a request that had succeeded. */
  async forgive({ email, address, isKnown }: Attempt): Promise<void> {
    await this.here.reward(hashed(email, networkOf(address)));
    await this.forgiveElsewhere({ email, address, isKnown });
  }

  private async forgiveElsewhere({
    email,
    address,
    isKnown,
  }: Pick<Attempt, 'email' | 'address' | 'isKnown'>): Promise<void> {
    if (isKnown) return;
    await this.elsewhere.reward(hashed(email));
    await this.address.reward(hashed(networkOf(address)));
  }

  /** Logs once an hour that an account is being guessed at. The event reaches the account's owner. */
  private async tellFirst({ user }: Attempt, consumed: number): Promise<void> {
    if (!user || consumed !== FAILURES_FOR_AN_ACCOUNT_ELSEWHERE + 1) return;
    await this.acts.run(SYSTEM_CALLER, 'report-guessing', {}, (act) =>
      act.log('user.guessed', { userId: user.id }, accountEnvelope(user, this.clock.now())),
    );
  }
}

/** @throws DomainError `sign_in_throttled`, after `onRefusal` has run */
async function consume(
  limiter: RateLimiterPostgres,
  key: string,
  onRefusal: (consumed: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    await onRefusal(refusal.consumedPoints);
    throw new DomainError('sign_in_throttled', {
      retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000),
    });
  }
}

const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
