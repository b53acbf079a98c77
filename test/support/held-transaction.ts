import type { Tx } from '#platform/database/database';
import type { World } from './world.js';

/**
 * An open transaction that a test stops just before its commit, to control the order in which transactions
 * commit.
 */
export interface HeldTransaction<T> {
  /** Resolves with the result of `work` when the transaction has done everything but its commit. */
  readonly reached: Promise<T>;
  /** Lets the transaction commit, and waits for the commit. */
  release(): Promise<void>;
}

/** Runs `work` in a transaction. The transaction waits with its commit until the test calls `release`. */
export function holdTransaction<T>(world: World, work: (tx: Tx) => Promise<T>): HeldTransaction<T> {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let reach: (value: T) => void;
  let fail: (error: unknown) => void;
  const reached = new Promise<T>((resolve, reject) => {
    reach = resolve;
    fail = reject;
  });
  const done = world.owner.transaction(async (tx) => {
    reach(await work(tx));
    await gate;
  });
  done.catch((error: unknown) => fail(error));
  return {
    reached,
    release: () => {
      release();
      return done;
    },
  };
}

const STOPS_AT_COMMIT = `
  CREATE OR REPLACE FUNCTION event_wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(1, 2);
    RETURN NULL;
  END $$;
  DROP TRIGGER IF EXISTS event_held_by_test ON event;
  CREATE CONSTRAINT TRIGGER event_held_by_test AFTER INSERT ON event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_wait_for_test()`;

/** Stops every transaction that logs an event just before its commit, until the test calls `release`. */
export async function holdCommits(world: World): Promise<HeldTransaction<unknown>> {
  await world.rows(STOPS_AT_COMMIT);
  const gate = holdTransaction(world, (tx) => tx.lock('SELECT pg_advisory_xact_lock(1, 2)'));
  await gate.reached;
  return gate;
}

const STATE = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/**
 * Waits until at least `count` connections to the test's database wait for a lock.
 *
 * @throws Error after four seconds
 */
export async function untilLockWaits(world: World, count: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const [state] = await world.rows<{ waiting: number }>(STATE);
    if ((state?.waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`nothing waited for a lock, ${count} should`);
}
