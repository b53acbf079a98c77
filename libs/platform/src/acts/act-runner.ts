import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Database } from '../database/database.js';
import { type Entrance, type Tenant, tenantOf } from '../database/tenant.js';
import { type Caller, userIdOf } from './caller.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { traced } from '../tracing/tracing.js';
import { EventLog } from '../log/event-log.js';
import { Act } from './act.js';
import { Once, type RequestKey } from './idempotency.js';

/** How far an act reaches beyond the tenant of its caller. */
export interface Reach {
  /** The tenant, if the caller has none: for example the organisation of a user who signs in. */
  readonly tenant?: Tenant;
  /** The row by which the act enters the row's authority. */
  readonly enter?: Entrance;
}

/**
 * Runs every act in one database transaction. If the caller gave an idempotency key, a repeated call with
 * this key does not run the act again.
 */
@Injectable()
export class ActRunner {
  constructor(
    private readonly database: Database,
    private readonly once: Once,
    private readonly eventLog: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Runs the function `work` in a transaction, as the act `act` with the input `command`. Refuses an
   * idempotency key that was used with another act or another input.
   *
   * The act runs for the tenant of the caller, widened by `enter`, or for the given tenant.
   *
   * With an idempotency key, the result is stored as JSON. So `work` must return data that JSON can
   * represent.
   */
  run<T>(
    caller: Caller,
    act: string,
    command: unknown,
    work: (act: Act) => Promise<T>,
    { tenant = tenantOf(caller.actor), enter }: Reach = {},
  ): Promise<T> {
    const key = keyOf(caller);
    return this.traceAndLog(act, () =>
      this.database.transaction(
        tenant,
        (tx) => {
          const run = new Act(tx, caller.actor, this.eventLog);
          return key ? this.once.do(tx, key, { act, command }, () => work(run)) : work(run);
        },
        enter,
      ),
    );
  }

  /**
   * Returns true if an act with the caller's idempotency key has been committed. Returns false if the caller
   * gave no key.
   */
  wasRun(caller: Caller): Promise<boolean> {
    const key = keyOf(caller);
    return key ? this.once.wasDone(this.database.readerFor(caller.actor), key) : Promise.resolve(false);
  }

  /** Runs an act inside a trace span, and logs the act's name, outcome and duration at debug level. */
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
