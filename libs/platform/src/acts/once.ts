import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Clock } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { send, type Statement } from '../database/statement.js';
import { canonicalJson } from './canonical-json.js';

export interface RequestKey {
  readonly actorId: string;
  readonly key: string;
}

export interface Claim extends RequestKey {
  readonly fingerprint: string;
  /** False where the command has been done, or another under its key. */
  readonly isFirst: boolean;
}

/**
 * Does `work` once for a key and gives every retry the first answer. The key is claimed in the
 * transaction that does the work, so the two commit or vanish together; a retry that comes meanwhile
 * waits on the key's row for the outcome.
 */
@Injectable()
export class Once {
  constructor(private readonly clock: Clock) {}

  /** @throws DomainError `idempotency_key_reused` when the key came before with another command. */
  async do<T>(tx: Tx, key: RequestKey, command: unknown, work: () => Promise<T>): Promise<T> {
    const claim = await this.claim(tx, key, command);
    if (!claim.isFirst) return this.firstAnswer<T>(tx, claim);
    const answer = JSON.stringify((await work()) ?? null);
    await send(tx, answered(claim, answer));
    return JSON.parse(answer) as T;
  }

  /** Claims the key, which its first command holds until it commits. */
  async claim(tx: Tx, { actorId, key }: RequestKey, command: unknown): Promise<Claim> {
    const fingerprint = createHash('sha256').update(canonicalJson(command)).digest('hex');
    const claimed: unknown[] = await tx.query(
      `INSERT INTO request_key (actor_id, key, fingerprint, claimed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key`,
      [actorId, key, fingerprint, this.clock.now()],
    );
    return { actorId, key, fingerprint, isFirst: claimed.length > 0 };
  }

  /** @throws DomainError `idempotency_key_reused` */
  async firstAnswer<T>(tx: Tx, { actorId, key, fingerprint }: Claim): Promise<T> {
    const [first]: { fingerprint: string; answer: T }[] = await tx.query(
      'SELECT fingerprint, answer FROM request_key WHERE actor_id = $1 AND key = $2',
      [actorId, key],
    );
    if (first?.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused');
    return first.answer;
  }
}

/** Keeps the first answer, in JSON, for whoever repeats the command. */
export function answered({ actorId, key }: RequestKey, answer: string): Statement {
  return {
    sql: 'UPDATE request_key SET answer = $3 WHERE actor_id = $1 AND key = $2',
    values: [actorId, key, answer],
  };
}
