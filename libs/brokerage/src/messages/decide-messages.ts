import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type DecidedMessage,
  dueAt,
  goesAlone,
  messagesOf,
  urgencyOf,
} from '#domain/messages/decide-messages';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';
import { type LoggedEvent, readLogAfter, settledPosition } from '#platform/log/log-reader';
import { type Recipient, recipientsOf } from './recipients.queries.js';

const READER = 'messenger';
const BATCH = 200;

/** A message of one event, before its recipients are known. */
interface OfEvent {
  readonly event: LoggedEvent;
  readonly message: DecidedMessage;
}

/**
 * Reads the event log and decides who is told what. The messages of a batch and the position in the log are committed
 * together, so a crash repeats the batch or nothing. A repeated batch adds no message twice (`uq_message_once`).
 *
 * A row lock lets only one process decide at a time. On the first start, reading begins at the end of the log, so that
 * no user is told of what happened before.
 */
@Injectable()
export class DecideMessages {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  /** Decides about all events that can be read. Returns the number of new messages. */
  async execute(): Promise<number> {
    let decided = 0;
    for (;;) {
      const batch = await this.next();
      decided += batch.messages;
      if (batch.events < BATCH) return decided;
    }
  }

  private next(): Promise<{ readonly events: number; readonly messages: number }> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const { events } = await readLogAfter(tx, await lockPosition(tx, now), BATCH);
      const last = events.at(-1);
      if (!last) return { events: 0, messages: 0 };
      const messages = await insertMessages(tx, events, now);
      await tx.write('UPDATE log_reader SET position = $2, read_at = $3 WHERE name = $1', [
        READER,
        last.position,
        now,
      ]);
      return { events: events.length, messages };
    });
  }
}

async function lockPosition(tx: Tx, now: Date): Promise<string> {
  for (;;) {
    const [reader]: { position: string }[] = await tx.lock(
      'SELECT position FROM log_reader WHERE name = $1 FOR UPDATE',
      [READER],
    );
    if (reader) return reader.position;
    await tx.write(
      'INSERT INTO log_reader (name, position, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [READER, await settledPosition(tx), now],
    );
  }
}

async function insertMessages(tx: Tx, events: readonly LoggedEvent[], now: Date): Promise<number> {
  const decided = events.flatMap((event) =>
    messagesOf(event).map((message): OfEvent => ({ event, message })),
  );
  const recipients = await recipientsOf(
    tx,
    decided.map(({ event, message }, index) => ({
      index,
      audience: message.audience,
      authorityId: event.authorityId,
      providerIds: event.providerIds,
      packageId: packageOf(event),
    })),
    now,
  );
  const rows = recipients.flatMap((recipient) => {
    const of = decided[recipient.index];
    return of && !isOwnAct(of, recipient) ? rowsFor(of, recipient) : [];
  });
  if (rows.length === 0) return 0;
  const { count } = await tx.write(
    `INSERT INTO message (id, event_id, kind, step, recipient_id, recipient_authority_id, recipient_provider_id,
       authority_id, branch_id, package_id, broadcast_id, subject_type, subject_id, channel, urgency, decided_at, ready_at,
       due_at, until_at, batch_key, status, next_at)
     SELECT id, event_id, kind, step, recipient_id, recipient_authority_id, recipient_provider_id, authority_id, branch_id,
       package_id, broadcast_id, subject_type, subject_id, channel, urgency, decided_at, ready_at, due_at, until_at,
       batch_key, 'waiting', due_at
     FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, event_id uuid, kind text, step int, recipient_id uuid,
       recipient_authority_id uuid, recipient_provider_id text, authority_id uuid, branch_id text, package_id uuid,
       broadcast_id uuid, subject_type text, subject_id text, channel text, urgency text, decided_at timestamptz,
       ready_at timestamptz, due_at timestamptz, until_at timestamptz, batch_key text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return count;
}

/** The package of an event: the one that its payload names, or the one in whose history it appears. */
const packageOf = ({ packageId }: LoggedEvent): string | null => packageId;

/** True if the recipient caused the event. Messages about the own account are told all the same. */
const isOwnAct = ({ event, message }: OfEvent, { userId }: Recipient): boolean =>
  event.actorId === userId && message.audience.to !== 'account';

function rowsFor({ event, message }: OfEvent, recipient: Recipient) {
  const urgency = urgencyOf(message.urgency, recipient.urgency);
  const { payload } = event;
  const broadcastId = 'broadcastId' in payload ? payload.broadcastId : recipient.broadcastId;
  const branchId = recipient.branchId ?? ('branchId' in payload ? payload.branchId : null);
  const subject =
    recipient.invitationId === null ? message.subject : { type: 'invitation', id: recipient.invitationId };
  return message.channels.map((channel) => {
    const id = uuid();
    return {
      id,
      event_id: event.id,
      kind: message.kind,
      step: message.step,
      recipient_id: recipient.userId,
      recipient_authority_id: recipient.authorityId,
      recipient_provider_id: recipient.providerId,
      authority_id: event.authorityId,
      branch_id: branchId,
      package_id: recipient.packageId,
      broadcast_id: broadcastId,
      subject_type: subject.type,
      subject_id: subject.id,
      channel,
      urgency,
      decided_at: event.at,
      ready_at: message.readyAt,
      due_at: dueAt(urgency, message.readyAt),
      until_at: message.until,
      batch_key: goesAlone(message.kind) ? id : 'together',
    };
  });
}
