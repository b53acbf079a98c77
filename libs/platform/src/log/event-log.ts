import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#contracts/roles-and-actors';
import { userIdOf } from '../acts/caller.js';
import { Database, type Tx } from '../database/database.js';
import { EVENT_AUDIENCE, type EventAudience } from './event-audience.js';
import type { NewEvent } from './new-event.js';
import { WakeUps } from './wake-ups.js';
import { requestContext } from '../logging/request-context.js';

/**
 * Appends events to the event log. An event is stored in the same transaction as the change that it reports.
 */
@Injectable()
export class EventLog {
  /**
   * Sends wake-ups outside of the async context of the request. Otherwise the work of those who read the log
   * would be logged under this request's id.
   */
  private readonly announce = AsyncResource.bind((): void => this.wakeUps.announce());

  private readonly waiting = new WeakMap<Tx, EventRow[]>();

  constructor(
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
    @Inject(EVENT_AUDIENCE) private readonly audience: EventAudience,
  ) {}

  /**
   * Appends events in the order of the calls. One statement inserts all events of the transaction, just before
   * its commit. So the transaction draws its positions as late as possible (docs/decisions/0042).
   *
   * The statement leaves out the providers of events that their audience withholds.
   */
  append(tx: Tx, actor: Actor, ...events: readonly NewEvent[]): Promise<void> {
    if (events.length > 0) this.rowsOf(tx).push(...rows(actor, events, this.audience));
    return Promise.resolve();
  }

  /**
   * Returns the event rows that the transaction has to insert. On the first call for a transaction, arranges
   * that the rows are inserted and that readers are woken up.
   */
  private rowsOf(tx: Tx): EventRow[] {
    const known = this.waiting.get(tx);
    if (known) return known;
    const waiting: EventRow[] = [];
    this.waiting.set(tx, waiting);
    this.database.beforeCommit(tx, () => {
      this.waiting.delete(tx);
      return tx.write(insertEvents(this.audience.withheldIf), [JSON.stringify(waiting)]);
    });
    this.database.afterCommit(tx, this.announce);
    return waiting;
  }
}

type EventRow = ReturnType<typeof rows>[number];

function rows(actor: Actor, events: readonly NewEvent[], { isConditional }: EventAudience) {
  const actorId = userIdOf(actor);
  const requestId = requestContext.getStore()?.requestId ?? null;
  return events.map((event) => ({
    id: uuid(),
    authority_id: event.authorityId,
    provider_ids: [...new Set(event.providerIds ?? [])],
    conditional: isConditional(event.name),
    name: event.name,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    package_id: event.packageId ?? null,
    actor_id: actorId,
    at: event.at,
    payload: event.payload,
    request_id: requestId,
  }));
}

const insertEvents = (withheldIf: string): string => `
  INSERT INTO event (id, authority_id, provider_ids, name, subject_type, subject_id, package_id, actor_id, at, payload,
                     request_id)
  SELECT id, authority_id,
         CASE WHEN conditional AND ${withheldIf} THEN '{}' ELSE provider_ids END,
         name, subject_type, subject_id, package_id, actor_id, at, payload, request_id
  FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, authority_id uuid, provider_ids text[], conditional boolean, name text,
    subject_type text, subject_id text, package_id uuid, actor_id uuid, at timestamptz, payload jsonb, request_id text)`;
