import { v7 as uuid } from 'uuid';
import { SYSTEM } from '#contracts/access';
import { Database, type Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { readLogAfter } from '#platform/log/log-reader';
import { holding } from '../../support/holding.js';
import { World } from '../../support/world.js';

/** Reads on from where it stopped, like every reader of the log; what it has passed it never sees again. */
class Reading {
  readonly seen: string[] = [];
  private position = '0';

  constructor(private readonly world: World) {}

  async on(): Promise<void> {
    const events = await readLogAfter(this.world.reader, this.position, 1_000);
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
      payload: { branchId },
    });

  /** Two transactions: the one that logs first commits last, and a reader reads in between. */
  async function commitOutOfOrder(): Promise<Reading> {
    const reading = new Reading(world);
    const early = holding(world, (tx) => log(tx, 'early'));
    await early.reached;
    await world.get(Database).transaction((tx) => log(tx, 'late'));
    await reading.on();
    await early.release();
    await reading.on();
    return reading;
  }

  it('loses no event whose transaction commits after a later one', async () => {
    const reading = await commitOutOfOrder();
    expect(reading.seen).toEqual(['late', 'early']);
  });

  it('would lose it with positions given at insert, as a serial is', async () => {
    await world.rows('DROP TRIGGER event_position_at_commit ON event');
    await world.rows(`ALTER TABLE event ALTER COLUMN position SET DEFAULT nextval('event_position')`);
    const reading = await commitOutOfOrder();
    expect(reading.seen).toEqual(['late']);
  });

  it('puts an effect after its cause, although its transaction began before', async () => {
    const reading = new Reading(world);
    const effect = holding(world, async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
    });
    await effect.reached;
    await world.get(Database).transaction((tx) => log(tx, 'cause'));
    await effect.release();
    await world.get(Database).transaction((tx) => log(tx, 'effect'));
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
        for (const id of own) await world.get(Database).transaction((tx) => log(tx, id));
      }),
    );
    writing = false;
    await reader;
    await reading.on();
    expect(reading.seen).toHaveLength(500);
    expect(new Set(reading.seen)).toEqual(new Set(ids.flat()));
  });

  it('keeps no event of a transaction that failed', async () => {
    const failing = world.get(Database).transaction(async (tx) => {
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
    await world.get(Database).transaction((tx) => log(tx, 'kept'));
    await expect(world.rows(sql)).rejects.toThrow('append-only');
  });

  it.each([
    { what: 'its payload', set: `payload = '{}'` },
    { what: 'the request it came of, a column that came later', set: `request_id = 'another'` },
    { what: 'what was empty', set: `authority_id = gen_random_uuid()` },
  ])('takes its position once and changes nothing with it: not $what', async ({ set }) => {
    const changing = world.get(Database).transaction(async (tx) => {
      await log(tx, 'kept');
      await tx.query(`UPDATE event SET position = 1, ${set} WHERE position IS NULL`);
    });
    await expect(changing).rejects.toThrow('append-only');
  });
});
