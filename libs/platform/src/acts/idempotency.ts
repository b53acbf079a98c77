import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Clock } from '../clock/clock.js';
import type { Reader, Tx } from '../database/database.js';
import { canonicalJson } from './canonical-json.js';

export interface RequestKey {
  readonly actorId: string;
  readonly key: string;
}

/**
 * Runs the function `work` once for each idempotency key. Every retry gets the first result. The work and the
 * key are committed together.
 *
 * A retry during the first call waits for the lock on the key.
 */
@Injectable()
export class Once {
  constructor(private readonly clock: Clock) {}

  /**
   * Runs the function `work` unless the idempotency key was used before. Returns the stored result for a used
   * key.
   *
   * @throws DomainError `idempotency_key_reused` if the key was used with another command
   */
  async do<T>(tx: Tx, { actorId, key }: RequestKey, command: unknown, work: () => Promise<T>): Promise<T> {
    const fingerprint = createHash('sha256').update(canonicalJson(command)).digest('hex');
    const claimed = await tx.write(
      `INSERT INTO request_key (actor_id, key, fingerprint, claimed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [actorId, key, fingerprint, this.clock.now()],
    );
    if (claimed.count === 0) return this.firstAnswer<T>(tx, { actorId, key }, fingerprint);
    const answer = JSON.stringify((await work()) ?? null);
    await tx.write('UPDATE request_key SET answer = $3 WHERE actor_id = $1 AND key = $2', [
      actorId,
      key,
      answer,
    ]);
    return JSON.parse(answer) as T;
  }

  /** True if a request with this key has been committed. */
  async wasDone(reader: Reader, { actorId, key }: RequestKey): Promise<boolean> {
    const claimed = await reader.query('SELECT 1 FROM request_key WHERE actor_id = $1 AND key = $2', [
      actorId,
      key,
    ]);
    return claimed.length > 0;
  }

  private async firstAnswer<T>(tx: Tx, { actorId, key }: RequestKey, fingerprint: string): Promise<T> {
    const [first]: { fingerprint: string; answer: unknown }[] = await tx.query(
      'SELECT fingerprint, answer FROM request_key WHERE actor_id = $1 AND key = $2',
      [actorId, key],
    );
    if (first?.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused');
    return first.answer as T;
  }
}
