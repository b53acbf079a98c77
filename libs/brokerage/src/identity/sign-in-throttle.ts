import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { DomainError } from '#domain/domain-error';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_FOR_AN_ACCOUNT = 5;
const FAILURES_FROM_AN_ADDRESS = 50;

/**
 * Bounds failed sign-ins within a quarter of an hour: five for one account from one address, fifty from one address.
 * Counts are in the database, so all processes share them. Keys are hashes, never an e-mail.
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
   * Counts an attempt before the password is checked, so that simultaneous attempts count too.
   *
   * @throws DomainError `sign_in_throttled` with `retryAfterSeconds`
   */
  async attempt(email: string, address: string): Promise<void> {
    try {
      // The account is counted first, so that attempts on a throttled account do not count against the
      // address, which an office may share.
      await this.account.consume(hashed(email, address));
      await this.address.consume(hashed(address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError('sign_in_throttled', {
        retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000),
      });
    }
  }

  /** Clears the account's count after a correct password and returns the attempt to the address. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.account.delete(hashed(email, address));
    await this.address.reward(hashed(address));
  }
}

const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
