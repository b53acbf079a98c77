import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database.js';
import { type Caller, userIdOf } from './caller.js';
import { Once } from './once.js';

/** What every act runs in: one transaction and, where the caller gave a key, once for that key. */
@Injectable()
export class ActRunner {
  constructor(
    private readonly database: Database,
    private readonly once: Once,
  ) {}

  /**
   * `act` names the act and `command` is what it was asked, so that a key cannot be used for another.
   * The answer of a repeated call has been through JSON: give plain data.
   */
  run<T>(caller: Caller, act: string, command: unknown, work: (tx: Tx) => Promise<T>): Promise<T> {
    const actorId = userIdOf(caller.actor);
    const key = caller.requestKey;
    return this.database.transaction((tx) =>
      actorId === null || key === undefined
        ? work(tx)
        : this.once.do(tx, { actorId, key }, { act, command }, () => work(tx)),
    );
  }
}
