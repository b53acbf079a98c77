import { AuthorityEntity } from '#brokerage/rows/authority.entity';
import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const LOCK = 'SELECT pg_advisory_xact_lock(1, 2)';

describe('a transaction', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ settings: { DATABASE_POOL: '3' } });
  });
  afterAll(() => world.close());

  const rename = (tx: Tx, id: string): Promise<unknown> =>
    tx.write('UPDATE authority SET name = $2 WHERE id = $1', [id, `O'Brien <b> 李 ${id}`]);
  const nameOf = async (id: string): Promise<unknown> => {
    const [row] = await world.rows('SELECT name FROM authority WHERE id = $1', [id]);
    return row?.name;
  };

  it.each([
    ['given up', () => Promise.reject(new Error('refused')), 'refused'],
    ['through', () => Promise.resolve(), undefined],
  ])('that is %s writes nothing more, though a part of its work is still going on', async (_, end, error) => {
    const { id, name } = await world.anAuthority();
    const other = holdTransaction(world, (tx) => tx.lock(LOCK));
    await other.reached;
    let late: Promise<unknown> | undefined;
    const trying = world.owner.transaction(async (tx) => {
      late = tx.lock(LOCK).then(() => rename(tx, id));
      late.catch(() => undefined);
      await untilLockWaits(world, 1);
      void other.release();
      await end();
    });
    await (error === undefined ? trying : expect(trying).rejects.toThrow(error));
    await expect(late).rejects.toThrow();
    expect(await nameOf(id)).toBe(name);
  });

  it('sees with each statement what is committed by then, whatever the server has for a default', async () => {
    const [setting] = await world.rows(
      `SELECT setting, source FROM pg_settings WHERE name = 'default_transaction_isolation'`,
    );
    expect(setting).toEqual({ setting: 'read committed', source: 'client' });
  });

  it('runs statements that are asked for together in the order of the calls', async () => {
    const { id, name } = await world.anAuthority();
    const read = 'SELECT name FROM authority WHERE id = $1';
    const write = 'UPDATE authority SET name = $2 WHERE id = $1';
    const answers = await world.owner.transaction(async (tx) => {
      const [before, , between, , after, entity] = await Promise.all([
        tx.query(read, [id]),
        tx.write(write, [id, 'first']),
        tx.lock(`${read} FOR UPDATE`, [id]),
        tx.write(write, [id, 'second']),
        tx.query(read, [id]),
        findRow(tx, AuthorityEntity, { id }),
      ]);
      return [before, between, after, [{ name: entity?.name }]];
    });
    expect(answers).toEqual([[{ name }], [{ name: 'first' }], [{ name: 'second' }], [{ name: 'second' }]]);
  });

  it('is undone if the write that is sent with its commit fails', async () => {
    const { id, name } = await world.anAuthority();
    const database = world.owner;
    let told = false;
    const trying = database.transaction(async (tx) => {
      database.beforeCommit(tx, () => tx.write('UPDATE authority SET name = NULL WHERE id = $1', [id]));
      database.afterCommit(tx, () => (told = true));
      await rename(tx, id);
    });
    await expect(trying).rejects.toThrow('null value in column "name"');
    expect([await nameOf(id), told]).toEqual([name, false]);
  });

  it('is undone if the write that is to be sent with its commit would come after it', async () => {
    const { id, name } = await world.anAuthority();
    const database = world.owner;
    const trying = database.transaction(async (tx) => {
      database.beforeCommit(tx, () => Promise.resolve().then(() => rename(tx, id)));
      await rename(tx, id);
    });
    await expect(trying).rejects.toThrow('must be sent at once');
    expect(await nameOf(id)).toBe(name);
  });

  it('is not told to be done where PostgreSQL made its commit a rollback', async () => {
    const { id, name } = await world.anAuthority();
    let told = false;
    const database = world.owner;
    const trying = database.transaction(async (tx) => {
      database.afterCommit(tx, () => (told = true));
      await rename(tx, id);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(trying).rejects.toThrow();
    expect([await nameOf(id), told]).toEqual([name, false]);
  });

  it('whose connection is ended leaves the next a whole one', async () => {
    const { id, name } = await world.anAuthority();
    const trying = world.owner.transaction(async (tx) => {
      await rename(tx, id);
      await Promise.all([
        tx.query('SELECT pg_terminate_backend(pg_backend_pid())'),
        tx.query('SELECT 1'),
        rename(tx, id),
      ]);
    });
    await expect(trying).rejects.toThrow();
    expect(await nameOf(id)).toBe(name);
    const [state] = await world.owner.transaction((tx) => tx.query('SELECT 1 AS one'));
    expect(state).toEqual({ one: 1 });
  });
});
