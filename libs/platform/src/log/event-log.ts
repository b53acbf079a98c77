import { AsyncResource } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#contracts/roles-and-actors';
import { userIdOf } from '../acts/caller.js';
import { Database, type Tx } from '../database/database.js';
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

  constructor(
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
  ) {}

  async append(tx: Tx, actor: Actor, ...events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const actorId = userIdOf(actor);
    const requestId = requestContext.getStore()?.requestId ?? null;
    const rows = events.map((event) => ({
      id: uuid(),
      authority_id: event.authorityId,
      provider_ids: [...new Set(event.providerIds ?? [])],
      name: event.name,
      subject_type: event.subject.type,
      subject_id: event.subject.id,
      package_id: event.packageId ?? null,
      actor_id: actorId,
      at: event.at,
      payload: event.payload,
      request_id: requestId,
    }));
    this.database.afterCommit(tx, this.announce);
    await tx.write(INSERT_EVENTS, [JSON.stringify(rows)]);
  }
}

const INSERT_EVENTS = `
  INSERT INTO event (id, authority_id, provider_ids, name, subject_type, subject_id, package_id, actor_id, at, payload,
                     request_id)
  SELECT id, authority_id, provider_ids, name, subject_type, subject_id, package_id, actor_id, at, payload, request_id
  FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, authority_id uuid, provider_ids text[], name text,
    subject_type text, subject_id text, package_id uuid, actor_id uuid, at timestamptz, payload jsonb, request_id text)`;
