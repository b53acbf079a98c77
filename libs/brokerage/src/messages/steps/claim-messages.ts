import { v7 as uuid } from 'uuid';
import { type ChannelName, MESSAGE_KINDS, MESSAGE_URGENCIES, type MessageKind } from '#contracts/messages';
import { isAboutAccount } from '#domain/messages/decide-messages';
import type { Reader, Tx } from '#platform/database/database';

/** How long a worker may take to hand its claimed messages over. Afterwards another worker claims them. */
export const LEASE_MS = 120_000;
/** The messages that go in one round at most, besides those that are due themselves. */
const MOST_TOGETHER = 2_000;

/** A message that this worker is about to send. */
const ACCOUNT_KINDS = MESSAGE_KINDS.filter(isAboutAccount);

export interface ClaimedMessage {
  readonly id: string;
  readonly mailId: string;
  readonly eventId: string;
  readonly kind: MessageKind;
  readonly recipientId: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly decidedAt: Date;
  readonly dueAt: Date;
  readonly until: Date | null;
  readonly attempts: number;
  readonly isUncertain: boolean;
  readonly email: string;
  /** True if the recipient is enabled and may still see the branch of the message. */
  readonly mayBeTold: boolean;
  readonly branchId: string | null;
  readonly packageReference: string | null;
}

interface Due {
  readonly id: string;
  readonly recipientId: string;
  readonly batchKey: string;
  readonly mailId: string | null;
}

/**
 * Claims messages that are due, the urgent ones first, with all that may share their mails. Groups them into mails. A
 * message that was tried before and may have arrived keeps its mail, so that a repeated mail has the same id.
 *
 * Workers claim one after another, so that two never take parts of one mail: the parts would have the same Message-ID and
 * other texts.
 */
export async function claimMessages(
  tx: Tx,
  { channel, limit, now }: { readonly channel: ChannelName; readonly limit: number; readonly now: Date },
): Promise<readonly ClaimedMessage[]> {
  await tx.lock('SELECT pg_advisory_xact_lock(hashtext($1))', [`messages ${channel}`]);
  const due = await lockDue(tx, channel, limit, now);
  if (due.length === 0) return [];
  const together = await lockTogether(tx, channel, due, now);
  const mails = new Map<string, string>();
  const claimed = [...new Map([...due, ...together].map((one) => [one.id, one])).values()].map((one) => ({
    id: one.id,
    mailId: one.mailId ?? newMail(mails, one),
  }));
  await tx.write(
    `UPDATE message m SET is_uncertain = m.is_uncertain OR m.status = 'sending', status = 'sending', next_at = $3,
            mail_id = x.mail_id
     FROM unnest($1::uuid[], $2::uuid[]) AS x(id, mail_id) WHERE m.id = x.id`,
    [claimed.map(({ id }) => id), claimed.map(({ mailId }) => mailId), new Date(now.getTime() + LEASE_MS)],
  );
  return claimedMessages(
    tx,
    claimed.map(({ id }) => id),
  );
}

function newMail(mails: Map<string, string>, { recipientId, batchKey }: Due): string {
  const key = `${recipientId} ${batchKey}`;
  const mailId = mails.get(key) ?? uuid();
  mails.set(key, mailId);
  return mailId;
}

async function lockDue(tx: Tx, channel: ChannelName, limit: number, now: Date): Promise<readonly Due[]> {
  const due: Due[] = [];
  for (const urgency of MESSAGE_URGENCIES) {
    if (due.length >= limit) break;
    const found: Due[] = await tx.lock(
      `SELECT id, recipient_id AS "recipientId", batch_key AS "batchKey", mail_id AS "mailId" FROM message
       WHERE channel = $1 AND urgency = $2 AND status IN ('waiting', 'sending') AND next_at <= $3
       ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED`,
      [channel, urgency, now, limit - due.length],
    );
    due.push(...found);
  }
  return due;
}

/** Locks what goes along: the rest of a mail that is repeated, and what else waits for the recipient of a new mail. */
function lockTogether(tx: Tx, channel: ChannelName, due: readonly Due[], now: Date): Promise<readonly Due[]> {
  const mails = due.flatMap(({ mailId }) => mailId ?? []);
  const recipients = due
    .filter(({ mailId, batchKey }) => mailId === null && batchKey === 'together')
    .map(({ recipientId }) => recipientId);
  return tx.lock<Due>(
    `SELECT id, recipient_id AS "recipientId", batch_key AS "batchKey", mail_id AS "mailId" FROM message
     WHERE channel = $1 AND (
       (mail_id = ANY($2::uuid[]) AND (status = 'waiting' OR (status = 'sending' AND next_at <= $4)))
       OR (recipient_id = ANY($3::uuid[]) AND status = 'waiting' AND mail_id IS NULL AND batch_key = 'together'
           AND ready_at <= $4 AND (urgency <> 'digest' OR due_at <= $4)))
     LIMIT ${MOST_TOGETHER} FOR UPDATE SKIP LOCKED`,
    [channel, mails, recipients, now],
  );
}

/**
 * Reads the claimed messages. A recipient who got another role or limit meanwhile may not be told any more, except about
 * the own account.
 */
function claimedMessages(reader: Reader, ids: readonly string[]): Promise<ClaimedMessage[]> {
  return reader.query(
    `SELECT m.id, coalesce(m.mail_id, m.id) AS "mailId", m.event_id AS "eventId", m.kind, m.recipient_id AS "recipientId",
            u.authority_id AS "authorityId", u.provider_id AS "providerId",
            m.subject_type AS "subjectType", m.subject_id AS "subjectId", m.decided_at AS "decidedAt", m.due_at AS "dueAt",
            m.until_at AS until, m.attempts, m.is_uncertain AS "isUncertain", u.email, m.branch_id AS "branchId",
            p.reference AS "packageReference",
            u.disabled_at IS NULL AND (m.kind = ANY($2::text[]) OR u.role IN ('officer', 'commissioner', 'provider'))
              AND (m.recipient_provider_id IS NULL OR m.branch_id IS NULL
              OR NOT EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id)
              OR EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id AND l.branch_id = m.branch_id)) AS "mayBeTold"
     FROM message m JOIN app_user u ON u.id = m.recipient_id LEFT JOIN package p ON p.id = m.package_id
     WHERE m.id = ANY($1::uuid[]) ORDER BY m.due_at, m.id`,
    [ids, ACCOUNT_KINDS],
  );
}
