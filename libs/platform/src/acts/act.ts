import type { Actor } from '#contracts/access';
import type { EventName, EventPayloads } from '#contracts/events';
import type { Tx } from '../database/database.js';
import type { EventLog } from '../log/event-log.js';
import { type Envelope, eventOf, type NewEvent } from '../log/event-of.js';

/** One run of an act: its open transaction, who acts, and the log. Steps that write and log take it as first argument. */
export class Act {
  constructor(
    readonly tx: Tx,
    readonly actor: Actor,
    private readonly eventLog: EventLog,
  ) {}

  /** Logs one event in this transaction, so that an event is stored if and only if its change is. */
  log<N extends EventName>(name: N, payload: EventPayloads[N], envelope: Envelope): Promise<void> {
    return this.append(eventOf(name, payload, envelope));
  }

  /** Logs several events in one statement, in this order. */
  append(...events: readonly NewEvent[]): Promise<void> {
    return this.eventLog.append(this.tx, this.actor, ...events);
  }
}
