import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Database, type Tx } from '../database/database.js';
import { type Caller, userIdOf } from './caller.js';
import { inOne, type Statement } from '../database/statement.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { traced } from '../tracing/tracing.js';
import { EventLog } from '../log/event-log.js';
import { Act } from './act.js';
import { answered, Once, type RequestKey } from './once.js';

/** An act that knows beforehand all that it locks and reads, and writes at its end. */
export interface TwoTrips<Seen, T> {
  /** Locks, then reads: all asked at once, in this order. It refuses nothing, since the command may be a repetition. */
  readonly see: (tx: Tx) => Promise<Seen>;
  /** The answer in plain data, and at least one write, each of another table. */
  readonly decide: (
    tx: Tx,
    seen: Seen,
  ) => Promise<{ readonly answer: T; readonly writes: readonly Statement[] }>;
}

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
    return this.told(act, () =>
      this.database.transaction((tx) => {
        const run = new Act(tx, caller.actor, this.eventLog);
        return key ? this.once.do(tx, key, { act, command }, () => work(run)) : work(run);
      }),
    );
  }

  /**
   * The same in two trips to PostgreSQL, for an act that is done often: the transaction, the key's claim and what
   * the act locks and reads go out together, and then what it writes together with the commit.
   */
  runInTwoTrips<Seen, T>(
    caller: Caller,
    act: string,
    command: unknown,
    { see, decide }: TwoTrips<Seen, T>,
  ): Promise<T> {
    const key = keyOf(caller);
    return this.told(act, () =>
      this.database.transaction(async (tx) => {
        const [claim, seen] = await Promise.all([key && this.once.claim(tx, key, { act, command }), see(tx)]);
        if (claim && !claim.isFirst) return this.once.firstAnswer<T>(tx, claim);
        const { answer, writes } = await decide(tx, seen);
        if (!claim) {
          await this.database.lastly(tx, inOne(...writes));
          return answer;
        }
        const kept = JSON.stringify(answer);
        await this.database.lastly(tx, inOne(...writes, answered(claim, kept)));
        return JSON.parse(kept) as T;
      }),
    );
  }

  /** A line and a span an act, with the request that it is done for. */
  private async told<T>(act: string, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const tell = (outcome: string): void =>
      this.logger.debug({ act, outcome, milliseconds: Math.round(performance.now() - began) }, 'acted');
    try {
      const answer = await traced(`act ${act}`, {}, run);
      tell('committed');
      return answer;
    } catch (error) {
      tell(error instanceof DomainError ? error.code : 'failed');
      throw error;
    }
  }
}

function keyOf({ actor, requestKey }: Caller): RequestKey | undefined {
  const actorId = userIdOf(actor);
  return actorId === null || requestKey === undefined ? undefined : { actorId, key: requestKey };
}
