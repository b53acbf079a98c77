import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Clock } from '../clock/clock.js';
import { Database, type Reader, type Tx } from '../database/database.js';
import { canonicalJson } from './canonical-json.js';

export interface RequestKey {
  readonly actorId: string;
  readonly key: string;
}

/**
 * Runs the function `work` once for each idempotency key. A repeated call gets the result of the first call.
 * The key is committed together with the changes that `work` made.
 *
 * A repeated call that arrives during the first call waits until the first call has ended.
 */
@Injectable()
export class Once {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /**
   * Runs the function `work` if the idempotency key was not used before. Otherwise returns the stored result.
   *
   * @throws DomainError `idempotency_key_reused` if the key was used with another input
   */
  async do<T>(tx: Tx, { actorId, key }: RequestKey, command: unknown, work: () => Promise<T>): Promise<T> {
    const fingerprint = createHash('sha256').update(canonicalJson(command)).digest('hex');
    const claimed = await tx.write(
      `INSERT INTO request_key (actor_id, key, fingerprint, claimed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [actorId, key, fingerprint, this.clock.now()],
    );
    if (claimed.count === 0) {
      const first = await this.firstClaim<T>(tx, { actorId, key });
      // The key's row was purged after the INSERT had found it, so the key can be claimed now.
      if (!first) return this.do(tx, { actorId, key }, command, work);
      if (first.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused');
      return first.answer;
    }
    const answer = JSON.stringify((await work()) ?? null);
    this.database.beforeCommit(tx, () =>
      tx.write('UPDATE request_key SET answer = $3 WHERE actor_id = $1 AND key = $2', [actorId, key, answer]),
    );
    return JSON.parse(answer) as T;
  }

  /** Returns true if a request with this idempotency key has been committed. */
  async wasDone(reader: Reader, { actorId, key }: RequestKey): Promise<boolean> {
    const claimed = await reader.query('SELECT 1 FROM request_key WHERE actor_id = $1 AND key = $2', [
      actorId,
      key,
    ]);
    return claimed.length > 0;
  }

  private async firstClaim<T>(
    tx: Tx,
    { actorId, key }: RequestKey,
  ): Promise<{ readonly fingerprint: string; readonly answer: T } | undefined> {
    const [first]: { fingerprint: string; answer: unknown }[] = await tx.query(
      'SELECT fingerprint, answer FROM request_key WHERE actor_id = $1 AND key = $2',
      [actorId, key],
    );
    return first && { fingerprint: first.fingerprint, answer: first.answer as T };
  }
}
