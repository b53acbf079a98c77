import { v7 as uuid } from 'uuid';
import { SYSTEM } from '#contracts/roles-and-actors';
import type { Tx } from '#platform/database/database';
import { AuditChain } from '#platform/audit/audit-chain';
import { EventLog } from '#platform/log/event-log';
import { readLogAfter, settledPosition } from '#platform/log/log-reader';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

/**
 * A reader of the event log. Each read continues after the last event of the read before, so no event is read
 * twice.
 */
class Reading {
  readonly seen: string[] = [];
  private position = '0';

  constructor(private readonly world: World) {}

  async on(): Promise<void> {
    const { events } = await readLogAfter(this.world.reader, this.position, 1_000);
    this.seen.push(...events.map(({ subject }) => subject.id));
    this.position = events.at(-1)?.position ?? this.position;
  }
}

describe('the event log', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const log = (tx: Tx, branchId: string): Promise<void> =>
    world.get(EventLog).append(tx, SYSTEM, {
      name: 'branch.recorded',
      authorityId: null,
      subject: { type: 'branch', id: branchId },
      at: world.clock.now(),
      payload: { branchId, digests: [] },
    });

  /** Inserts an event at once, unlike `EventLog`, which inserts events just before the commit. */
  const insert = (tx: Tx, branchId: string): Promise<unknown> =>
    tx.write(
      `INSERT INTO event (id, name, subject_type, subject_id, at, payload)
       VALUES (gen_random_uuid(), 'branch.recorded', 'branch', $1, now(), '{}')`,
      [branchId],
    );

  /**
   * Runs two transactions. The transaction that logs its event first commits last. The log is read between
   * the two commits and after both.
   */
  async function commitOutOfOrder(write: (tx: Tx, branchId: string) => Promise<unknown>): Promise<Reading> {
    const reading = new Reading(world);
    const early = holdTransaction(world, (tx) => write(tx, 'early'));
    await early.reached;
    await world.owner.transaction((tx) => write(tx, 'late'));
    await reading.on();
    await early.release();
    await reading.on();
    return reading;
  }

  it('loses no event whose transaction commits after a later one', async () => {
    const reading = await commitOutOfOrder(log);
    expect(reading.seen).toEqual(['late', 'early']);
  });

  it('loses none whose transaction draws its position long before it commits', async () => {
    const reading = await commitOutOfOrder(insert);
    expect(reading.seen).toEqual(['early', 'late']);
  });

  it('would lose it, were positions given at insert without the lock, as a serial is', async () => {
    await world.rows('DROP TRIGGER event_lock_before_drawing ON event');
    const reading = await commitOutOfOrder(insert);
    expect(reading.seen).toEqual(['late']);
  });

  /**
   * Holds back the commits of events whose subject id starts with `slow`, after PostgreSQL has assigned their
   * positions. Returns a function that lets these commits continue.
   */
  async function holdCommits(): Promise<() => Promise<void>> {
    await world.rows(`
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.subject_id LIKE 'slow%' THEN PERFORM pg_advisory_xact_lock_shared(1, 1); END IF;
        IF NEW.subject_id = 'slow, and undone' THEN RAISE EXCEPTION 'undone at its commit'; END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER held_at_commit AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()`);
    const held = holdTransaction(world, (tx) => tx.lock('SELECT pg_advisory_xact_lock(1, 1)'));
    await held.reached;
    return () => held.release();
  }

  const logged = (id: string): Promise<void> => world.owner.transaction((tx) => log(tx, id));

  it('lets a commit overtake another, and lets no reader get past the one that is overtaken', async () => {
    const letGo = await holdCommits();
    const reading = new Reading(world);
    await logged('before');
    const slow = logged('slow');
    await untilLockWaits(world, 1);
    await logged('quick');
    await reading.on();
    expect(reading.seen).toEqual(['before']);
    await letGo();
    await slow;
    await reading.on();
    expect(reading.seen).toEqual(['before', 'slow', 'quick']);
  });

  it('would lose what is overtaken, were it read by its positions alone', async () => {
    const letGo = await holdCommits();
    const slow = logged('slow');
    await untilLockWaits(world, 1);
    await logged('quick');
    const newest = 'SELECT position, subject_id AS id FROM event WHERE position > $1';
    const [first] = await world.rows<{ position: string; id: string }>(newest, ['0']);
    expect(first?.id).toBe('quick');
    await letGo();
    await slow;
    expect(await world.rows(newest, [first?.position])).toEqual([]);
  });

  it('reads on when what held it up is undone', async () => {
    const letGo = await holdCommits();
    const reading = new Reading(world);
    const undone = expect(logged('slow, and undone')).rejects.toThrow('undone at its commit');
    await untilLockWaits(world, 1);
    await logged('quick');
    await reading.on();
    expect(reading.seen).toEqual([]);
    await letGo();
    await undone;
    await reading.on();
    expect(reading.seen).toEqual(['quick']);
  });

  /**
   * Makes reads of the last assigned position wait until `letGo` is called. Only sessions in which the SQL
   * `waits` was run must wait.
   */
  async function askingHeld(): Promise<{ readonly waits: string; readonly letGo: () => Promise<void> }> {
    await world.rows(`
      CREATE OR REPLACE FUNCTION event_last_drawn() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        IF current_setting('test.waits', true) = 'yes' THEN PERFORM pg_advisory_xact_lock_shared(1, 3); END IF;
        RETURN (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM event_position);
      END $$`);
    const held = holdTransaction(world, (tx) => tx.lock('SELECT pg_advisory_xact_lock(1, 3)'));
    await held.reached;
    return { waits: `SET LOCAL test.waits TO 'yes'`, letGo: () => held.release() };
  }

  it('asks what was drawn before it asks what is still being committed', async () => {
    await logged('before');
    const letCommit = await holdCommits();
    const { waits, letGo } = await askingHeld();
    const reading = world.owner.transaction(async (tx) => {
      await tx.query(waits);
      return readLogAfter(tx, '0', 10);
    });
    await untilLockWaits(world, 1);
    const slow = logged('slow'); // the reader waits to read the last assigned position, and meanwhile this event gets its position
    await untilLockWaits(world, 2);
    await logged('quick');
    await letGo();
    expect((await reading).events.map(({ subject }) => subject.id)).toEqual(['before']);
    await letCommit();
    await slow;
  });

  it('draws no position before it has said from where', async () => {
    const { waits, letGo } = await askingHeld();
    const slow = world.owner.transaction(async (tx) => {
      await tx.query(waits);
      await log(tx, 'slow');
    });
    await untilLockWaits(world, 1);
    const reading = new Reading(world);
    await logged('quick');
    await reading.on();
    await letGo();
    await slow;
    await reading.on();
    expect(reading.seen).toEqual(['quick', 'slow']);
  });

  it('is held up by nothing that is committed to another database of the server', async () => {
    const other = await World.open();
    const mark = 'SELECT pg_advisory_xact_lock_shared((7305::bigint << 44) | 0)';
    const elsewhere = holdTransaction(other, (tx) => tx.query(mark));
    await elsewhere.reached;
    await logged('here');
    const reading = new Reading(world);
    await reading.on();
    expect(reading.seen).toEqual(['here']);
    await elsewhere.release();
    await other.close();
  });

  it('says when it could not read all there is, and lets nobody begin behind it', async () => {
    const letGo = await holdCommits();
    await logged('before');
    expect(await readLogAfter(world.reader, '0', 10)).toMatchObject({ isCut: false });
    const slow = logged('slow');
    await untilLockWaits(world, 1);
    await logged('quick');
    const { events, isCut } = await readLogAfter(world.reader, '0', 10);
    expect([events.map(({ subject }) => subject.id), isCut]).toEqual([['before'], true]);
    expect(await settledPosition(world.reader)).toBe(events[0]?.position);
    await letGo();
    await slow;
  });

  it('is sealed no further than it can be read, and the seals hold whatever is under way', async () => {
    const letGo = await holdCommits();
    await logged('before');
    const slow = logged('slow');
    await untilLockWaits(world, 1);
    await logged('quick');
    const chain = world.get(AuditChain);
    expect(await chain.seal()).toBe(1);
    expect(await chain.verify()).toBeNull();
    await letGo();
    await slow;
    expect(await chain.seal()).toBe(2);
    expect(await chain.verify()).toBeNull();
  });

  it('marks where many events of one transaction begin, once', async () => {
    const letGo = await holdCommits();
    await logged('before');
    const slow = world.owner.transaction(async (tx) => {
      for (const id of ['slow one', 'two']) await insert(tx, id);
      await log(tx, 'three');
    });
    await untilLockWaits(world, 1);
    const marks = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint >> 12 = 7305
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await world.rows(marks)).toHaveLength(1);
    await letGo();
    await slow;
    const reading = new Reading(world);
    await reading.on();
    expect(reading.seen).toEqual(['before', 'slow one', 'two', 'three']);
  });

  it('is not read in a snapshot, which would not see what settles meanwhile', async () => {
    const reading = world.snapshot((reader) => readLogAfter(reader, '0', 10));
    await expect(reading).rejects.toThrow('what each statement sees');
  });

  it('is not read on a standby, which does not know what is still being committed', async () => {
    await world.rows(`
      CREATE SCHEMA standby;
      CREATE FUNCTION standby.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'`);
    const reading = world.owner.transaction(async (tx) => {
      await tx.write('SET LOCAL search_path TO standby, pg_catalog, public');
      await readLogAfter(tx, '0', 10);
    });
    await expect(reading).rejects.toThrow('this is a standby');
  });

  it('is read from an event on, and not from what was drawn in vain', async () => {
    await logged('kept');
    const undone = world.owner.transaction(async (tx) => {
      await insert(tx, 'undone');
      throw new Error('on purpose');
    });
    await expect(undone).rejects.toThrow('on purpose');
    const { events } = await readLogAfter(world.reader, '0', 10);
    expect(await settledPosition(world.reader)).toBe(events.at(-1)?.position);
  });

  it('refuses whoever has read further than it goes', async () => {
    await logged('kept');
    await expect(readLogAfter(world.reader, '1000', 10)).rejects.toThrow('the log ends before position 1000');
  });

  it('puts an effect after its cause, although its transaction began before', async () => {
    const reading = new Reading(world);
    const effect = holdTransaction(world, async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
    });
    await effect.reached;
    await world.owner.transaction((tx) => log(tx, 'cause'));
    await effect.release();
    await world.owner.transaction((tx) => log(tx, 'effect'));
    await reading.on();
    expect(reading.seen).toEqual(['cause', 'effect']);
  });

  it('gives a reader that never stops reading every event once, under fifty writers', async () => {
    const ids = Array.from({ length: 50 }, () => Array.from({ length: 10 }, () => uuid()));
    const reading = new Reading(world);
    let writing = true;
    const reader = (async () => {
      while (writing) await reading.on();
    })();
    await Promise.all(
      ids.map(async (own) => {
        for (const id of own) await world.owner.transaction((tx) => log(tx, id));
      }),
    );
    writing = false;
    await reader;
    await reading.on();
    expect(reading.seen).toHaveLength(500);
    expect(new Set(reading.seen)).toEqual(new Set(ids.flat()));
  });

  it('keeps no event of a transaction that failed', async () => {
    const failing = world.owner.transaction(async (tx) => {
      await log(tx, 'undone');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    const reading = new Reading(world);
    await reading.on();
    expect(reading.seen).toEqual([]);
  });

  it.each([
    { what: 'altered', sql: `UPDATE event SET payload = '{}'` },
    { what: 'moved', sql: 'UPDATE event SET position = position + 1' },
    { what: 'taken out of its place', sql: 'UPDATE event SET position = NULL' },
    { what: 'removed', sql: 'DELETE FROM event' },
    { what: 'truncated', sql: 'TRUNCATE event CASCADE' },
  ])('cannot be $what', async ({ sql }) => {
    await world.owner.transaction((tx) => log(tx, 'kept'));
    await expect(world.rows(sql)).rejects.toThrow('append-only');
  });

  it('gives an event the next position, whatever position the statement names', async () => {
    const { position } = await world.owner.transaction(async (tx) => {
      const { rows } = await tx.write<{ position: string }>(
        `INSERT INTO event (id, position, name, subject_type, subject_id, at, payload)
         VALUES (gen_random_uuid(), 1000, 'branch.recorded', 'branch', 'placed', now(), '{}') RETURNING position`,
      );
      return rows[0]!;
    });
    expect(position).toBe('1');
    expect(await settledPosition(world.reader)).toBe('1');
  });

  it('keeps no event without a position', async () => {
    await world.rows('ALTER TABLE event DISABLE TRIGGER event_position_at_insert');
    await expect(logged('unplaced')).rejects.toThrow('null value in column "position"');
  });

  it('stores the events of a transaction in the order of the calls, just before its commit', async () => {
    const stored = 'SELECT subject_id AS id FROM event ORDER BY position';
    await world.owner.transaction(async (tx) => {
      await log(tx, 'first');
      await log(tx, 'second');
      expect(await tx.query(stored)).toEqual([]);
    });
    expect(await world.rows(stored)).toEqual([{ id: 'first' }, { id: 'second' }]);
  });
});
