import type { Actor } from '#contracts/roles-and-actors';
import type { EventName, EventPayloads } from '#contracts/events';
import type { Tx } from '../database/database.js';
import type { EventLog } from '../log/event-log.js';
import { type Envelope, eventOf, type NewEvent } from '../log/new-event.js';

/** One run of an act, with the open transaction, the acting user and the event log. */
export class Act {
  constructor(
    readonly tx: Tx,
    readonly actor: Actor,
    private readonly eventLog: EventLog,
  ) {}

  /**
   * Logs an event in the transaction of this act. So the event and the act's change are committed together.
   */
  log<N extends EventName>(name: N, payload: EventPayloads[N], envelope: Envelope): Promise<void> {
    return this.append(eventOf(name, payload, envelope));
  }

  /** Logs several events in one SQL statement, in the order of the arguments. */
  append(...events: readonly NewEvent[]): Promise<void> {
    return this.eventLog.append(this.tx, this.actor, ...events);
  }
}
