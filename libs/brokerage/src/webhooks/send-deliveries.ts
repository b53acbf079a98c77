import { Inject, Injectable } from '@nestjs/common';
import type { EventName, EventPayloads } from '#contracts/events';
import { SYSTEM } from '#contracts/roles-and-actors';
import type { DeliveryStatus, SwitchedOffCause, WebhookBody } from '#contracts/webhooks';
import { hasFailedForLong, nextAttemptAt, restsUntil } from '#domain/webhooks/delivery-times';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { eventOf } from '#platform/log/new-event';
import { type CallOutcome, callWebhook } from '#platform/webhooks/call-webhook';
import { signatureHeaders } from '#platform/webhooks/sign-webhook';
import { toMessage } from '../feed/feed.queries.js';
import { accountEnvelope } from '../identity/steps/account-envelope.js';
import { mayStillReceive } from './entitled-webhooks.queries.js';
import { webhookCalls } from './webhook-metrics.js';

/** How many deliveries of one webhook are sent in one run, one after another. */
const MOST_IN_A_RUN = 20;
/** A worker that stops in the middle of a delivery holds it for this time. Longer than a call may take. */
const LEASE_MS = 60_000;
const GONE = 410;

/** A delivery that this worker has claimed, with its event. */
interface Claimed {
  readonly deliveryId: string;
  readonly attempts: number;
  readonly queuedAt: Date;
  readonly url: string;
  /** The id of the event. */
  readonly id: string;
  readonly name: EventName;
  readonly at: Date;
  readonly subject: { readonly type: string; readonly id: string };
  readonly payload: EventPayloads[EventName];
}

/**
 * Sends deliveries that are due. The address is called outside of any transaction, so a worker that ends in between sends
 * again, with the same `webhook-id`. While every delivery of a webhook fails, one delivery at a time is tried.
 */
@Injectable()
export class SendDeliveries {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Lists the webhooks with a delivery that is due. The one that was tried longest ago comes first. */
  async due(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.reader.query(
      `SELECT w.id FROM webhook w JOIN app_user u ON u.id = w.user_id
       WHERE w.removed_at IS NULL AND w.switched_off_at IS NULL AND u.disabled_at IS NULL
         AND (w.rests_until IS NULL OR w.rests_until <= $1)
         AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.status = 'waiting' AND d.next_at <= $1)
       ORDER BY w.last_tried_at NULLS FIRST, w.id`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Sends deliveries of one webhook in the order of their events, until none is due, one fails, the run is long or the
   * worker stops.
   */
  async send(webhookId: string, isStopping: () => boolean = () => false): Promise<void> {
    for (let count = 0; count < MOST_IN_A_RUN && !isStopping(); count++) {
      const claimed = await this.claim(webhookId);
      if (!claimed) return;
      const outcome = await this.call(webhookId, claimed);
      const isDelivered = isSuccess(outcome);
      webhookCalls.inc({ outcome: isDelivered ? 'delivered' : 'failed' });
      await this.database.transaction((tx) =>
        isDelivered
          ? this.recordDelivered(tx, webhookId, claimed, outcome)
          : this.recordFailed(tx, webhookId, claimed, outcome),
      );
      if (!isDelivered) return;
    }
  }

  /**
   * Claims the next delivery of a webhook. The lock on the webhook lets only one worker claim, and none while a delivery of
   * the webhook is under way, so deliveries start in order.
   */
  private claim(webhookId: string): Promise<Claimed | undefined> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const active = await tx.lock(
        `SELECT 1 FROM webhook w JOIN app_user u ON u.id = w.user_id
         WHERE w.id = $1 AND w.removed_at IS NULL AND w.switched_off_at IS NULL AND u.disabled_at IS NULL
           AND (w.rests_until IS NULL OR w.rests_until <= $2) AND (w.busy_until IS NULL OR w.busy_until <= $2)
         FOR NO KEY UPDATE OF w SKIP LOCKED`,
        [webhookId, now],
      );
      if (active.length === 0) return undefined;
      const until = new Date(now.getTime() + LEASE_MS);
      const { rows } = await tx.write<Claimed>(
        `UPDATE webhook_delivery d SET next_at = $3, attempts = d.attempts + 1
         FROM webhook w, event e
         WHERE d.id = (SELECT id FROM webhook_delivery
                       WHERE webhook_id = $1 AND status = 'waiting' AND next_at <= $2
                       ORDER BY position LIMIT 1)
           AND w.id = d.webhook_id AND e.id = d.event_id
         RETURNING d.id AS "deliveryId", d.attempts, d.queued_at AS "queuedAt", w.url, e.id, e.name, e.at, e.payload,
                   jsonb_build_object('type', e.subject_type, 'id', e.subject_id) AS subject`,
        [webhookId, now, until],
      );
      const [claimed] = rows;
      if (!claimed) return undefined;
      await tx.write('UPDATE webhook SET busy_until = $2, last_tried_at = $3 WHERE id = $1', [
        webhookId,
        until,
        now,
      ]);
      if (await mayStillReceive(tx, webhookId, claimed.id)) return claimed;
      await tx.write(
        `UPDATE webhook_delivery SET status = 'failed', outcome = 'not_allowed', last_at = $2 WHERE id = $1`,
        [claimed.deliveryId, now],
      );
      await tx.write('UPDATE webhook SET busy_until = NULL WHERE id = $1', [webhookId]);
      return undefined;
    });
  }

  private async call(webhookId: string, claimed: Claimed): Promise<CallOutcome> {
    const { position, name, at, subject, payload } = toMessage(claimed);
    const content: WebhookBody = { type: name, timestamp: at, data: { position, subject, payload } };
    const body = JSON.stringify(content);
    const now = this.clock.now();
    const secrets: { secret: Buffer }[] = await this.database.reader.query(
      `SELECT secret FROM webhook_secret WHERE webhook_id = $1 AND (expires_at IS NULL OR expires_at > $2)
       ORDER BY created_at DESC`,
      [webhookId, now],
    );
    const headers = signatureHeaders(
      secrets.map(({ secret }) => secret),
      { id: claimed.deliveryId, at: now, body },
    );
    return callWebhook({ url: claimed.url, body, headers }, this.config.webhookNetworks);
  }

  private async recordDelivered(
    tx: Tx,
    webhookId: string,
    claimed: Claimed,
    outcome: CallOutcome,
  ): Promise<void> {
    const now = this.clock.now();
    await lockRow(tx, webhookId);
    const isOurs = await recordOutcome(tx, claimed, { status: 'delivered', outcome, now, nextAt: null });
    if (!isOurs) return;
    await tx.write(
      `UPDATE webhook SET last_delivered_at = $2, failing_since = NULL, failures = 0, rests_until = NULL, busy_until = NULL
       WHERE id = $1`,
      [webhookId, now],
    );
  }

  private async recordFailed(
    tx: Tx,
    webhookId: string,
    claimed: Claimed,
    outcome: CallOutcome,
  ): Promise<void> {
    const now = this.clock.now();
    const webhook = await lockRow(tx, webhookId);
    const askedPauseMs = 'status' in outcome ? outcome.retryAfterMs : null;
    const nextAt = nextAttemptAt(claimed, now, Math.random(), askedPauseMs);
    const isOurs = await recordOutcome(tx, claimed, {
      status: nextAt ? 'waiting' : 'failed',
      outcome,
      now,
      nextAt,
    });
    if (!isOurs || !webhook || webhook.isOff) return;
    const failingSince = webhook.failingSince ?? now;
    const cause = causeToStop(outcome, failingSince, now);
    await tx.write(
      `UPDATE webhook SET failures = $2, failing_since = $3, rests_until = $4, switched_off_at = $5, switched_off_cause = $6,
                          busy_until = NULL, version = version + CASE WHEN $6::text IS NULL THEN 0 ELSE 1 END
       WHERE id = $1`,
      [
        webhookId,
        webhook.failures + 1,
        failingSince,
        restsUntil(webhook.failures + 1, now),
        cause && now,
        cause,
      ],
    );
    if (cause === null) return;
    await this.eventLog.append(
      tx,
      SYSTEM,
      eventOf(
        'user.webhook_switched_off',
        { userId: webhook.userId, webhookId, cause },
        accountEnvelope(webhook, now),
      ),
    );
  }
}

interface LockedWebhook {
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly isOff: boolean;
  readonly userId: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
}

/** Locks a webhook before its deliveries, as the acts of users do, so that the two cannot wait for each other. */
async function lockRow(tx: Tx, webhookId: string): Promise<LockedWebhook | undefined> {
  const [webhook] = await tx.lock<LockedWebhook>(
    `SELECT failures, failing_since AS "failingSince", switched_off_at IS NOT NULL AS "isOff", user_id AS "userId",
            authority_id AS "authorityId", provider_id AS "providerId"
     FROM webhook WHERE id = $1 FOR NO KEY UPDATE`,
    [webhookId],
  );
  return webhook;
}

interface Recorded {
  readonly status: DeliveryStatus;
  readonly outcome: CallOutcome;
  readonly now: Date;
  readonly nextAt: Date | null;
}

/**
 * Records what came of a call. Returns false if the lease has ended and another worker has taken the delivery over: then
 * nothing is changed.
 */
async function recordOutcome(
  tx: Tx,
  { deliveryId, attempts }: Claimed,
  { status, outcome, now, nextAt }: Recorded,
): Promise<boolean> {
  const { count } = await tx.write(
    `UPDATE webhook_delivery SET status = $2, outcome = $3, last_at = $4, next_at = coalesce($5, next_at)
     WHERE id = $1 AND status = 'waiting' AND attempts = $6`,
    [deliveryId, status, inWords(outcome), now, nextAt, attempts],
  );
  return count > 0;
}

const isSuccess = (outcome: CallOutcome): boolean =>
  'status' in outcome && outcome.status >= 200 && outcome.status < 300;

const inWords = (outcome: CallOutcome): string =>
  'status' in outcome ? String(outcome.status) : outcome.fault;

function causeToStop(outcome: CallOutcome, failingSince: Date, now: Date): SwitchedOffCause | null {
  if ('status' in outcome && outcome.status === GONE) return 'gone';
  return hasFailedForLong(failingSince, now) ? 'failing' : null;
}
