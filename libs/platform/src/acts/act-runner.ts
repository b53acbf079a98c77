import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Database } from '../database/database.js';
import { type Caller, userIdOf } from './caller.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { traced } from '../tracing/tracing.js';
import { EventLog } from '../log/event-log.js';
import { Act } from './act.js';
import { Once, type RequestKey } from './once.js';

/** What every act runs in: one transaction and, where the caller gave a key, once for that key. */
@Injectable()
export class ActRunner {
  constructor(
    private readonly database: Database,
    private readonly once: Once,
    private readonly eventLog: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * `act` names the act and `command` is what it was asked, so that a key cannot be used for another.
   * The answer of a repeated call has been through JSON: give plain data.
   */
  run<T>(caller: Caller, act: string, command: unknown, work: (act: Act) => Promise<T>): Promise<T> {
    const key = keyOf(caller);
    return this.traceAndLog(act, () =>
      this.database.transaction((tx) => {
        const run = new Act(tx, caller.actor, this.eventLog);
        return key ? this.once.do(tx, key, { act, command }, () => work(run)) : work(run);
      }),
    );
  }

  /** A line and a span an act, with the request that it is done for. */
  private async traceAndLog<T>(act: string, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const logOutcome = (outcome: string): void =>
      this.logger.debug({ act, outcome, milliseconds: Math.round(performance.now() - began) }, 'acted');
    try {
      const answer = await traced(`act ${act}`, {}, run);
      logOutcome('committed');
      return answer;
    } catch (error) {
      logOutcome(error instanceof DomainError ? error.code : 'failed');
      throw error;
    }
  }
}

function keyOf({ actor, requestKey }: Caller): RequestKey | undefined {
  const actorId = userIdOf(actor);
  return actorId === null || requestKey === undefined ? undefined : { actorId, key: requestKey };
}
