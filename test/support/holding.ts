import { Database, type Tx } from '#platform/database/database';
import type { World } from './world.js';

/** A transaction that a test keeps open, to force what would otherwise be luck. */
export interface Holding<T> {
  /** What the work returned, once it has done everything but commit. */
  readonly reached: Promise<T>;
  /** Lets it commit, and waits for that. */
  release(): Promise<void>;
}

/** Does `work` in a transaction and stops before its commit until released. */
export function holding<T>(world: World, work: (tx: Tx) => Promise<T>): Holding<T> {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let reach: (value: T) => void;
  let fail: (error: unknown) => void;
  const reached = new Promise<T>((resolve, reject) => {
    reach = resolve;
    fail = reject;
  });
  const done = world.get(Database).transaction(async (tx) => {
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

/** Stops every act that logs something where it would commit, with all else done, until released. */
export async function commitsHeld(world: World): Promise<Holding<unknown>> {
  await world.rows(STOPS_AT_COMMIT);
  const gate = holding(world, (tx) => tx.lock('SELECT pg_advisory_xact_lock(1, 2)'));
  await gate.reached;
  return gate;
}

const STATE = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Waits until so many connections of this world's database wait for a lock: the interleaving is reached. */
export async function untilWaiting(world: World, count: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const [state] = await world.rows<{ waiting: number }>(STATE);
    if ((state?.waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`nothing waited for a lock, ${count} should`);
}
