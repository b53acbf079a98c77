import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { DomainError } from '#domain/domain-error';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_FOR_AN_ACCOUNT = 5;
const FAILURES_FROM_AN_ADDRESS = 50;

/**
 * Limits failed sign-ins within fifteen minutes: five for one account from one network address, and fifty
 * from one network address. The counts are in the database, so all processes share them. The keys are hashes,
 * so no e-mail address is stored.
 */
@Injectable()
export class SignInThrottle {
  private readonly account: RateLimiterPostgres;
  private readonly address: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    const common = {
      storeClient: dataSource,
      storeType: 'typeorm',
      tableName: 'sign_in_attempt',
      tableCreated: true,
      clearExpiredByTimeout: false,
      duration: WINDOW_SECONDS,
    };
    this.account = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'account',
      points: FAILURES_FOR_AN_ACCOUNT,
    });
    this.address = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'address',
      points: FAILURES_FROM_AN_ADDRESS,
    });
  }

  /**
   * Counts a sign-in attempt before the password is checked, so that simultaneous attempts count too.
   *
   * @throws DomainError `sign_in_throttled` with `retryAfterSeconds`
   */
  async attempt(email: string, address: string): Promise<void> {
    try {
      // The attempt is counted for the account first. So attempts on a throttled account do not use up the
      // attempts of the network address, which all users of an office may share.
      await this.account.consume(hashed(email, address));
      await this.address.consume(hashed(address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError('sign_in_throttled', {
        retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000),
      });
    }
  }

  /**
   * After a correct password, resets the account's count of attempts and takes this attempt off the count of
   * the network address.
   */
  async succeeded(email: string, address: string): Promise<void> {
    await this.account.delete(hashed(email, address));
    await this.address.reward(hashed(address));
  }
}

const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
