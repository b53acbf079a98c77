import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { DomainError } from '#domain/domain-error';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_FOR_AN_ACCOUNT = 5;
const FAILURES_FROM_AN_ADDRESS = 50;

/**
 * Counts failed sign-ins, in the database so that every process counts together: five for one account
 * from one address, fifty from one address, within a quarter of an hour. Keys are hashes, no e-mail.
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
   * Counts an attempt before its password is looked at, so that attempts at the same moment count too.
   *
   * @throws DomainError `sign_in_throttled` with `retryAfterSeconds`
   */
  async attempt(email: string, address: string): Promise<void> {
    try {
      // The account first: one that is throttled already uses up nothing of what its whole office has.
      await this.account.consume(hashed(email, address));
      await this.address.consume(hashed(address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError('sign_in_throttled', {
        retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000),
      });
    }
  }

  /** A right password clears the account's count and gives the address its attempt back. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.account.delete(hashed(email, address));
    await this.address.reward(hashed(address));
  }
}

const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
