import type { Actor } from '#contracts/access';
import type { EventName, EventPayloads } from '#contracts/events';
import type { Tx } from '../database/database.js';
import type { EventLog } from '../log/event-log.js';
import { type Envelope, eventOf, type NewEvent } from '../log/event-of.js';

/**
 * One run of an act: its open transaction, the acting user and the event log. Steps that write or log take
 * this object as first argument.
 */
export class Act {
  constructor(
    readonly tx: Tx,
    readonly actor: Actor,
    private readonly eventLog: EventLog,
  ) {}

  /**
   * Logs one event in this act's transaction, so the event is stored if and only if the change is committed.
   */
  log<N extends EventName>(name: N, payload: EventPayloads[N], envelope: Envelope): Promise<void> {
    return this.append(eventOf(name, payload, envelope));
  }

  /** Logs several events in one statement. They keep the order of the arguments. */
  append(...events: readonly NewEvent[]): Promise<void> {
    return this.eventLog.append(this.tx, this.actor, ...events);
  }
}
