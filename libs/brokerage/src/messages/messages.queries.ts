import type { Page, PageRequest } from '#contracts/list-page';
import type { MessageView, Outbox, OutboxMessage, OutboxRequest } from '#contracts/messages';
import { MESSAGE_KINDS, SHOWN_WHILE_SEALED } from '#contracts/messages';
import type { Actor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { isAboutAccount } from '#domain/messages/decide-messages';
import { textOf } from '#domain/messages/message-words';
import type { Reader } from '#platform/database/database';
import type { Organisation } from '../access/scope.js';
import { packageView } from '../packages/packages.queries.js';
import { sliceOf, toPage } from '../paging/page.js';
import { messageIsSealed } from './message-facts.queries.js';

const SHOWN = SHOWN_WHILE_SEALED.map((status) => `'${status}'`).join(', ');

/** An SQL condition that is true if the message in row `alias` may be shown at all: reminders tell who answered. */
const isShown = (alias: string): string =>
  `(${alias}.recipient_provider_id IS NULL OR ${alias}.kind = 'invitation' OR ${alias}.broadcast_id IS NULL
    OR NOT ${messageIsSealed(alias)})`;

/** An SQL expression for the status that is shown of the message in row `alias`. */
const shownStatus = (alias: string): string =>
  `CASE WHEN ${alias}.recipient_provider_id IS NULL OR ${alias}.status IN (${SHOWN}) OR ${alias}.broadcast_id IS NULL
          OR NOT ${messageIsSealed(alias)} THEN ${alias}.status ELSE 'waiting' END`;

/** An SQL condition that is true if staff may know whether the recipient has seen the message in row `alias`. */
const seenIsShown = (alias: string): string =>
  `(${alias}.recipient_provider_id IS NULL OR ${alias}.broadcast_id IS NULL OR NOT ${messageIsSealed(alias)})`;

/** The columns of a message `m` as the outbox and the evidence show it. `$1` is the organisation of the reader. */
const MESSAGE_VIEW = `
  SELECT m.id, m.kind, m.channel, m.urgency, ${shownStatus('m')} AS status,
         CASE WHEN coalesce(m.recipient_authority_id::text, m.recipient_provider_id) = $1 THEN u.name END AS "recipientName",
         m.branch_id AS "branchId", b.name AS "branchName", m.package_id AS "packageId", p.reference AS "packageReference",
         m.decided_at AS "decidedAt", m.due_at AS "dueAt", m.accepted_at AS "acceptedAt", m.attempts,
         (SELECT s.seen_at FROM message_seen s WHERE s.message_id = m.id AND ${seenIsShown('m')}) AS "seenAt",
         (SELECT a.code FROM message_attempt a WHERE a.message_id = m.id ORDER BY a.id DESC LIMIT 1) AS "lastCode",
         m.subject_type AS "subjectType", m.subject_id AS "subjectId", m.until_at AS until
  FROM message m
  LEFT JOIN app_user u ON u.id = m.recipient_id
  LEFT JOIN branch b ON b.id = m.branch_id
  LEFT JOIN package p ON p.id = m.package_id`;

interface MessageRow extends MessageView {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly until: string | null;
}

/** The organisation with the messages that a user may read, and which kinds. */
interface Readership extends Organisation {
  /** True if the user also reads what was told to branches about the authority's own work. */
  readonly ofBranches: boolean;
  /** True if the user reads what colleagues are told about their accounts. */
  readonly ofAccounts: boolean;
}

function readershipOf(actor: Actor): Readership {
  if (actor.kind === 'provider_administrator')
    return { authorityId: null, providerId: actor.providerId, ofBranches: false, ofAccounts: true };
  if (actor.kind !== 'staff') throw new DomainError('role_not_allowed');
  const isAdministrator = actor.role === 'administrator';
  return {
    authorityId: actor.authorityId,
    providerId: null,
    ofBranches: !isAdministrator,
    ofAccounts: isAdministrator || actor.role === 'auditor',
  };
}

const ACCOUNT_KINDS = MESSAGE_KINDS.filter(isAboutAccount);

/**
 * Lists messages, newest first: those to users of the reader's organisation, and for the staff of an authority also those
 * to branches about its work. While the answers to a broadcast are sealed, a branch's reminders are left out, and of its
 * invitation only that it was handed over is shown.
 */
export async function outboxPage(
  reader: Reader,
  actor: Actor,
  { status, kind, ...request }: OutboxRequest,
  { sendsMail, publicAddress }: { readonly sendsMail: boolean; readonly publicAddress: string },
): Promise<Outbox> {
  const slice = sliceOf(request);
  const { authorityId, providerId, ofBranches, ofAccounts } = readershipOf(actor);
  const rows = await reader.views<MessageRow>(
    `${MESSAGE_VIEW}
     WHERE (m.recipient_authority_id = $1::uuid OR m.recipient_provider_id = $8
            OR ($2::boolean AND m.authority_id = $1::uuid AND m.recipient_provider_id IS NOT NULL))
       AND ${isShown('m')}
       AND ($3::text IS NULL OR ${shownStatus('m')} = $3)
       AND ($4::text IS NULL OR m.kind = $4)
       AND m.kind <> ALL ($5::text[])
       AND ($6::uuid IS NULL OR m.id < $6)
     ORDER BY m.id DESC LIMIT $7`,
    [
      authorityId,
      ofBranches,
      status ?? null,
      kind ?? null,
      ofAccounts ? [] : ACCOUNT_KINDS,
      slice.after,
      slice.fetch,
      providerId,
    ],
  );
  const { items, next } = toPage(rows, slice);
  return { items: items.map((row) => withText(row, publicAddress)), next, sendsMail };
}

function withText(
  { subjectType, subjectId, until, ...view }: MessageRow,
  publicAddress: string,
): OutboxMessage {
  const text = textOf(
    { kind: view.kind, subject: { type: subjectType, id: subjectId } },
    {
      reference: view.packageReference,
      branchId: view.branchId,
      until: until === null ? null : new Date(until),
    },
    publicAddress,
  );
  return { ...view, text };
}

/**
 * Lists who was told what about a package, by which way, and what became of it, newest first. Keeps the seal like the
 * outbox.
 */
export async function packageMessages(
  reader: Reader,
  authorityId: string,
  packageId: string,
  request: PageRequest,
): Promise<Page<MessageView>> {
  const slice = sliceOf(request);
  await packageView(reader, authorityId, packageId);
  const rows = await reader.views<MessageRow>(
    `${MESSAGE_VIEW}
     WHERE m.authority_id = $1::uuid AND m.package_id = $2 AND ${isShown('m')} AND ($3::uuid IS NULL OR m.id < $3)
     ORDER BY m.id DESC LIMIT $4`,
    [authorityId, packageId, slice.after, slice.fetch],
  );
  const { items, next } = toPage(rows, slice);
  return { items: items.map(withoutSubject), next };
}

function withoutSubject({ subjectType: _, subjectId: __, until: ___, ...view }: MessageRow): MessageView {
  return view;
}

/** Lists the messages about a broadcast, oldest first, for the award file: at most 20,000. */
export async function broadcastMessages(
  reader: Reader,
  authorityId: string,
  broadcastId: string,
): Promise<readonly MessageView[]> {
  const rows = await reader.views<MessageRow>(
    `${MESSAGE_VIEW}
     WHERE m.authority_id = $1::uuid AND m.broadcast_id = $2 AND ${isShown('m')}
     ORDER BY m.id LIMIT 20000`,
    [authorityId, broadcastId],
  );
  return rows.map(withoutSubject);
}
