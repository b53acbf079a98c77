import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { networkOf } from '#domain/access/network-of';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { Clock } from '#platform/clock/clock';
import type { Organisation } from '../access/scope.js';
import { accountEnvelope } from './steps/account-envelope.js';

const MINUTE_SECONDS = 60;
const FAILURES_FOR_AN_ACCOUNT_AT_AN_ADDRESS = 5;
const FAILURES_FROM_AN_ADDRESS = 50;
const FAILURES_FOR_AN_ACCOUNT_ELSEWHERE = 20;
const LINK_REQUESTS_FROM_AN_ADDRESS = 20;

/** One try of a password: for which account, and from which address. */
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
 * Limits wrong passwords. For one account from one network address: five within 15 minutes. From one address:
 * fifty within 15 minutes. For one account from all addresses: twenty within an hour.
 *
 * The last two limits do not hold at an address from which the user has signed in before. So strangers cannot
 * lock a user out by guessing, and people who share an address do not lock each other out.
 *
 * The counts are in the database, so all processes share them. The keys are hashes, so no e-mail address is
 * stored.
 */
@Injectable()
export class SignInThrottle {
  private readonly here: RateLimiterPostgres;
  private readonly address: RateLimiterPostgres;
  private readonly elsewhere: RateLimiterPostgres;
  private readonly linkRequests: RateLimiterPostgres;

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
    this.linkRequests = limiter('link-request', LINK_REQUESTS_FROM_AN_ADDRESS, 15);
    this.elsewhere = limiter('elsewhere', FAILURES_FOR_AN_ACCOUNT_ELSEWHERE, 60);
  }

  /**
   * Counts a try before the password is checked, so that simultaneous tries count too. First applies the
   * limit for this account at this address. So tries at a throttled account do not count towards the other
   * limits.
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
   * Counts a request for a link from a network address, whether or not a user has the e-mail address.
   *
   * @throws DomainError `sign_in_throttled` after twenty requests within 15 minutes
   */
  async requestLink(address: string): Promise<void> {
    await consume(this.linkRequests, hashed(networkOf(address)));
  }

  /**
   * After a correct password, resets the account's count at this address. Subtracts this try from the other
   * counts.
   */
  async succeeded({ email, address, isKnown }: Attempt): Promise<void> {
    await this.here.delete(hashed(email, networkOf(address)));
    await this.forgiveElsewhere({ email, address, isKnown });
  }

  /** Subtracts a try from all counts, because it only repeated a request that had succeeded. */
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

  /**
   * Logs that someone seems to be guessing the password of an account, at the first try over the hourly
   * limit. The event goes to the account's organisation.
   */
  private async tellFirst({ user }: Attempt, consumed: number): Promise<void> {
    if (!user || consumed !== FAILURES_FOR_AN_ACCOUNT_ELSEWHERE + 1) return;
    await this.acts.run(
      SYSTEM_CALLER,
      'report-guessing',
      {},
      (act) => act.log('user.guessed', { userId: user.id }, accountEnvelope(user, this.clock.now())),
      { tenant: tenantOfOrganisation(user) },
    );
  }
}

/**
 * Counts one try for the key. If the key has no tries left, first calls `onRefusal`.
 *
 * @throws DomainError `sign_in_throttled` if the key has no tries left
 */
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
