import { v7 as uuid } from 'uuid';
import { nextDigest } from '#domain/messages/decide-messages';
import { channelPauseMs, retryAt } from '#domain/messages/retry-after';
import type { Delivery } from '#platform/channels/channel';
import type { Tx } from '#platform/database/database';
import type { ClaimedMessage } from './claim-messages.js';

/** What becomes of a message after an attempt. */
interface Becomes {
  readonly status: 'waiting' | 'accepted' | 'bounced' | 'failed' | 'not_sent';
  readonly nextAt: Date;
}

function becomes({ outcome }: Delivery, { attempts, dueAt }: ClaimedMessage, now: Date): Becomes {
  switch (outcome) {
    case 'accepted':
    case 'bounced':
    case 'not_sent':
      return { status: outcome, nextAt: now };
    case 'refused':
      return { status: 'failed', nextAt: now };
    case 'recipient_busy': {
      const again = retryAt(attempts + 1, dueAt, now);
      return again ? { status: 'waiting', nextAt: again } : { status: 'failed', nextAt: now };
    }
    case 'channel_away': {
      // Its own pause, so that a mail that makes the server hang does not stand before all others.
      const again = new Date(now.getTime() + channelPauseMs(attempts + 1, 0.5));
      return retryAt(1, dueAt, now)
        ? { status: 'waiting', nextAt: again }
        : { status: 'failed', nextAt: now };
    }
  }
}

/**
 * Records what became of the messages of one mail. If another worker has recorded an outcome meanwhile, that one stands.
 *
 * If the recipient surely has not got the mail, its messages may share a later mail with others. Otherwise they keep
 * their mail, so that a repetition is recognised.
 */
export async function recordDelivery(
  tx: Tx,
  messages: readonly ClaimedMessage[],
  delivery: Delivery,
  now: Date,
): Promise<void> {
  const { outcome, code, isUncertain } = delivery;
  const after = messages.map((message) => ({ id: message.id, ...becomes(delivery, message, now) }));
  await tx.write(
    `UPDATE message m SET status = x.status, next_at = x.next_at, attempts = m.attempts + $4,
            accepted_at = CASE WHEN x.status = 'accepted' THEN $5::timestamptz ELSE m.accepted_at END,
            is_uncertain = m.is_uncertain OR $6,
            mail_id = CASE WHEN x.status = 'waiting' AND NOT m.is_uncertain AND NOT $6 THEN NULL ELSE m.mail_id END
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS x(id, status, next_at)
     WHERE m.id = x.id AND m.status = 'sending'`,
    [
      after.map(({ id }) => id),
      after.map(({ status }) => status),
      after.map(({ nextAt }) => nextAt),
      outcome === 'not_sent' ? 0 : 1,
      now,
      isUncertain,
    ],
  );
  if (outcome === 'not_sent') return;
  await tx.write(
    `INSERT INTO message_attempt (id, message_id, at, outcome, code, mail_id)
     SELECT x.id, x.message_id, $3, $4, $5, $6 FROM unnest($1::uuid[], $2::uuid[]) AS x(id, message_id)`,
    [messages.map(() => uuid()), messages.map(({ id }) => id), now, outcome, code, messages[0]?.mailId],
  );
}

/** Gives messages back that this worker claimed and did not try, because the channel does not work. */
export async function releaseMessages(tx: Tx, messages: readonly ClaimedMessage[], now: Date): Promise<void> {
  await tx.write(
    `UPDATE message SET status = 'waiting', next_at = $2, mail_id = CASE WHEN is_uncertain THEN mail_id END
     WHERE id = ANY($1::uuid[]) AND status = 'sending'`,
    [messages.map(({ id }) => id), now],
  );
}

/** Ends messages that are not worth sending any more. What the recipient has missed becomes a line of the next digest. */
export async function endMessages(
  tx: Tx,
  over: readonly { readonly message: ClaimedMessage; readonly isMissed: boolean }[],
  now: Date,
): Promise<void> {
  if (over.length === 0) return;
  await tx.write(
    `UPDATE message SET status = 'over', next_at = $2 WHERE id = ANY($1::uuid[]) AND status = 'sending'`,
    [over.map(({ message }) => message.id), now],
  );
  const missed = over.filter(({ isMissed }) => isMissed).map(({ message }) => message.id);
  if (missed.length === 0) return;
  const digest = nextDigest(now);
  await tx.write(
    `INSERT INTO message (id, event_id, kind, step, recipient_id, recipient_authority_id, recipient_provider_id,
       authority_id, branch_id, package_id, broadcast_id, subject_type, subject_id, channel, urgency, decided_at, ready_at,
       due_at, until_at, batch_key, status, next_at)
     SELECT x.id, m.event_id, 'missed', m.step, m.recipient_id, m.recipient_authority_id, m.recipient_provider_id,
       m.authority_id, m.branch_id, m.package_id, m.broadcast_id, m.subject_type, m.subject_id, m.channel, 'digest',
       m.decided_at, $3, $3, m.until_at, 'together', 'waiting', $3
     FROM unnest($1::uuid[], $2::uuid[]) AS x(id, missed_id) JOIN message m ON m.id = x.missed_id
     ON CONFLICT DO NOTHING`,
    [missed.map(() => uuid()), missed, digest],
  );
}
