import { Injectable } from '@nestjs/common';
import {
  ADDRESS_KEPT_MS,
  AUDIT_CHECK_KEPT_MS,
  ENDED_ACCESS_KEPT_MS,
  KEY_KEPT_MS,
  purgedBefore,
  SEARCH_KEPT_MS,
  DELIVERY_KEPT_MS,
} from '#domain/access/retention';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';

/** The largest number of rows that one transaction deletes, so that no transaction holds many locks for long. */
const BATCH = 1_000;
/** The largest number of batches for each table in one purge. The next purge goes on. */
const MOST_BATCHES = 20;

/** The number of rows that were deleted, for each table. */
export interface Purged {
  readonly requestKeys: number;
  readonly sessions: number;
  readonly accountLinks: number;
  readonly signInAttempts: number;
  readonly signInAddresses: number;
  readonly personSearches: number;
  readonly auditChecks: number;
  readonly webhookDeliveries: number;
  readonly webhookSecrets: number;
}

/**
 * Deletes rows that no longer have an effect: used idempotency keys, ended sessions, account links that cannot
 * be used, expired counts of the sign-in throttle, old addresses of sign-ins, old searches for people, old outcomes of
 * verifications of the log, and old deliveries and expired secrets of webhooks (docs/rules.md §7).
 *
 * Deletes in batches. Several processes may purge at the same time: each skips the rows that another process
 * has locked.
 */
@Injectable()
export class PurgeExpired {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  async execute(batch = BATCH): Promise<Purged> {
    const now = this.clock.now();
    const drain = (purge: (tx: Tx, now: Date, batch: number) => Promise<number>): Promise<number> =>
      this.drain((tx) => purge(tx, now, batch), batch);
    return {
      requestKeys: await drain(purgeRequestKeys),
      sessions: await drain(purgeSessions),
      accountLinks: await drain(purgeAccountLinks),
      signInAttempts: await drain(purgeSignInAttempts),
      signInAddresses: await drain(purgeSignInAddresses),
      personSearches: await drain(purgePersonSearches),
      auditChecks: await drain(purgeAuditChecks),
      webhookDeliveries: await drain(purgeWebhookDeliveries),
      webhookSecrets: await drain(purgeWebhookSecrets),
    };
  }

  /** Repeats a purge, each time in a transaction of its own, until a batch is not full or the limit is reached. */
  private async drain(purge: (tx: Tx) => Promise<number>, batch: number): Promise<number> {
    let total = 0;
    for (let done = 0; done < MOST_BATCHES && total === done * batch; done++)
      total += await this.database.transaction(purge);
    return total;
  }
}

async function purgeRequestKeys(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM request_key WHERE (actor_id, key) IN (
       SELECT actor_id, key FROM request_key WHERE claimed_at < $1
       ORDER BY claimed_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [purgedBefore(now, KEY_KEPT_MS), batch],
  );
  return count;
}

/**
 * Every session has ended by `expires_at`. The two newest sessions of a user stay: the start of the
 * previous session decides whether the user still has to be told about guessed passwords.
 */
async function purgeSessions(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM session WHERE id IN (
       SELECT s.id FROM session s
       WHERE s.expires_at < $1
         AND (s.scopes IS NOT NULL
              OR EXISTS (SELECT 1 FROM session n WHERE n.user_id = s.user_id AND n.scopes IS NULL AND n.started_at > s.started_at
                         ORDER BY n.started_at OFFSET 1 LIMIT 1))
       ORDER BY s.expires_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED)`,
    [purgedBefore(now, ENDED_ACCESS_KEPT_MS), batch],
  );
  return count;
}

async function purgeAccountLinks(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM account_link WHERE id IN (
       SELECT id FROM account_link WHERE expires_at < $1
       ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [purgedBefore(now, ENDED_ACCESS_KEPT_MS), batch],
  );
  return count;
}

/** The throttle stores the end of each count in milliseconds since 1970. From then on, the count is zero. */
async function purgeSignInAttempts(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM sign_in_attempt WHERE key IN (
       SELECT key FROM sign_in_attempt WHERE expire < $1
       ORDER BY expire LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [now.getTime(), batch],
  );
  return count;
}

async function purgeSignInAddresses(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM sign_in_address WHERE (user_id, address_hash) IN (
       SELECT user_id, address_hash FROM sign_in_address WHERE last_at < $1
       ORDER BY last_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [purgedBefore(now, ADDRESS_KEPT_MS), batch],
  );
  return count;
}

/** Takes no locks: the purge may delete these rows and not change them. A second purge finds them gone. */
async function purgePersonSearches(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM person_search WHERE id IN (SELECT id FROM person_search WHERE at < $1 ORDER BY at LIMIT $2)`,
    [purgedBefore(now, SEARCH_KEPT_MS), batch],
  );
  return count;
}

async function purgeAuditChecks(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM audit_check WHERE id IN (
       SELECT id FROM audit_check
       WHERE checked_at < $1 AND checked_at < (SELECT max(checked_at) FROM audit_check)
       ORDER BY checked_at LIMIT $2)`,
    [purgedBefore(now, AUDIT_CHECK_KEPT_MS), batch],
  );
  return count;
}

async function purgeWebhookDeliveries(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM webhook_delivery WHERE id IN (
       SELECT id FROM webhook_delivery WHERE queued_at < $1
       ORDER BY queued_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [purgedBefore(now, DELIVERY_KEPT_MS), batch],
  );
  return count;
}

async function purgeWebhookSecrets(tx: Tx, now: Date, batch: number): Promise<number> {
  const { count } = await tx.write(
    `DELETE FROM webhook_secret WHERE id IN (SELECT id FROM webhook_secret WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)`,
    [now, batch],
  );
  return count;
}
