import type { OwnUserView } from '#contracts/identity';
import type { Page, PageRequest } from '#contracts/list-page';
import {
  MESSAGE_KINDS,
  type MessageKind,
  type MessageUrgency,
  type OwnMessageView,
  type UnreadMessages,
} from '#contracts/messages';
import type { Actor } from '#contracts/roles-and-actors';
import { goesAlone } from '#domain/messages/decide-messages';
import { textOf } from '#domain/messages/message-words';
import type { Reader } from '#platform/database/database';
import { signedInUser } from '../access/scope.js';
import { ownUserView } from '../cut-over/care-lists.queries.js';
import { sliceOf, toPage } from '../paging/page.js';

/** How many of a user's newest messages are looked at for the count and for what a page makes seen. */
const NEWEST = 200;

/** A message with a single-use link is for users who cannot sign in. It is not a message to read in the console. */
const NOT_IN_CONSOLE = MESSAGE_KINDS.filter(goesAlone);

/** Selects messages `m` to user `$1` that were worth telling at `$2`. `$3` has the kinds that are left out. */
const TOLD = `m.recipient_id = $1 AND m.ready_at <= $2 AND m.status <> 'over' AND m.kind <> ALL ($3::text[])`;

/** A message that its recipient has not seen in the console. */
export interface UnseenMessage {
  readonly messageId: string;
  readonly type: string;
  readonly id: string;
}

/** Finds what the user has not seen, among the newest 200 messages to the user. */
export function unseenMessages(
  reader: Pick<Reader, 'query'>,
  userId: string,
  now: Date,
): Promise<UnseenMessage[]> {
  return reader.query<UnseenMessage>(
    `SELECT n.id AS "messageId", n.subject_type AS type, n.subject_id AS id
     FROM (SELECT m.id, m.subject_type, m.subject_id FROM message m WHERE ${TOLD} ORDER BY m.id DESC LIMIT ${NEWEST}) n
     WHERE NOT EXISTS (SELECT 1 FROM message_seen s WHERE s.message_id = n.id)`,
    [userId, now, NOT_IN_CONSOLE],
  );
}

/** Counts what the user has not seen. What was told by several channels counts once. */
export async function unreadCount(reader: Reader, actor: Actor, now: Date): Promise<UnreadMessages> {
  const [row] = await reader.query<UnreadMessages>(
    `SELECT count(DISTINCT (n.event_id, n.kind, n.step, n.subject_id))::int AS "unreadMessages"
     FROM (SELECT m.id, m.event_id, m.kind, m.step, m.subject_id FROM message m
           WHERE ${TOLD} ORDER BY m.id DESC LIMIT ${NEWEST}) n
     WHERE NOT EXISTS (SELECT 1 FROM message_seen s WHERE s.message_id = n.id)`,
    [signedInUser(actor).userId, now, NOT_IN_CONSOLE],
  );
  return { unreadMessages: row?.unreadMessages ?? 0 };
}

/** Reads the signed-in user, with what the menu of every page shows. */
export async function signedInUserView(reader: Reader, actor: Actor, now: Date): Promise<OwnUserView> {
  return { ...(await ownUserView(reader, actor)), ...(await unreadCount(reader, actor, now)) };
}

interface OwnMessageRow {
  readonly id: string;
  readonly kind: MessageKind;
  readonly urgency: MessageUrgency;
  readonly type: string;
  readonly subjectId: string;
  readonly reference: string | null;
  readonly branchId: string | null;
  readonly until: string | null;
  readonly readyAt: string;
  readonly seenAt: string | null;
}

/** Lists the messages to the signed-in user, newest first, one line for what several channels told. */
export async function ownMessages(
  reader: Reader,
  actor: Actor,
  request: PageRequest,
  { now, publicAddress }: { readonly now: Date; readonly publicAddress: string },
): Promise<Page<OwnMessageView>> {
  const slice = sliceOf(request);
  const rows = await reader.views<OwnMessageRow>(
    `SELECT m.id, m.kind, m.urgency, m.subject_type AS type, m.subject_id AS "subjectId", p.reference,
            m.branch_id AS "branchId", m.until_at AS until, m.ready_at AS "readyAt",
            (SELECT s.seen_at FROM message_seen s WHERE s.message_id = m.id) AS "seenAt"
     FROM message m LEFT JOIN package p ON p.id = m.package_id
     WHERE ${TOLD} AND ($4::uuid IS NULL OR m.id < $4)
       AND NOT EXISTS (SELECT 1 FROM message o WHERE o.event_id = m.event_id AND o.kind = m.kind AND o.step = m.step
         AND o.recipient_id = m.recipient_id AND o.subject_id = m.subject_id AND o.status <> 'over' AND o.id > m.id)
     ORDER BY m.id DESC LIMIT $5`,
    [signedInUser(actor).userId, now, NOT_IN_CONSOLE, slice.after, slice.fetch],
  );
  const { items, next } = toPage(rows, slice);
  return { items: items.map((row) => viewOf(row, publicAddress)), next };
}

function viewOf(
  { id, kind, urgency, type, subjectId, reference, branchId, until, readyAt, seenAt }: OwnMessageRow,
  publicAddress: string,
): OwnMessageView {
  const subject = { type, id: subjectId };
  const facts = { reference, branchId, until: until === null ? null : new Date(until) };
  return {
    id,
    kind,
    urgency,
    subject,
    readyAt,
    seenAt,
    text: textOf({ kind, subject }, facts, publicAddress),
  };
}
