import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Clock } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { canonicalJson } from './canonical-json.js';

export interface RequestKey {
  readonly actorId: string;
  readonly key: string;
}

/**
 * Does `work` once for a key and gives every retry the first answer. The key is claimed in the
 * transaction that does the work, so the two commit or vanish together; a retry that comes meanwhile
 * waits on the key's row for the outcome.
 */
@Injectable()
export class Once {
  constructor(private readonly clock: Clock) {}

  /** @throws DomainError `idempotency_key_reused` when the key came before with another command */
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

  private async firstAnswer<T>(tx: Tx, { actorId, key }: RequestKey, fingerprint: string): Promise<T> {
    const [first]: { fingerprint: string; answer: unknown }[] = await tx.query(
      'SELECT fingerprint, answer FROM request_key WHERE actor_id = $1 AND key = $2',
      [actorId, key],
    );
    if (first?.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused');
    return first.answer as T;
  }
}
