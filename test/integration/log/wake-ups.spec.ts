import pg from 'pg';
import { createLogger } from '#platform/logging/logger';
import { PostgresWakeUps } from '#platform/log/postgres-wake-ups';
import { until } from '../../support/api-world.js';
import { type FreshDatabase, freshDatabase } from '../../support/environment.js';
import { FreezingProxy } from '../../support/freezing-proxy.js';

/** Tests wake-ups from one process to another. The test can freeze the database connection of one process. */
describe('wake-ups over PostgreSQL', () => {
  const logger = createLogger('test', { LOG_LEVEL: 'silent' });
  let database: FreshDatabase;
  let admin: pg.Client;
  let proxy: FreezingProxy;
  let near: PostgresWakeUps;
  let far: PostgresWakeUps;
  const woken = { near: 0, far: 0 };
  beforeEach(async () => {
    database = await freshDatabase();
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    proxy = new FreezingProxy(new URL(database.url));
    near = new PostgresWakeUps(database.url, logger);
    far = new PostgresWakeUps(await proxy.listen(), logger);
    near.listen(() => (woken.near += 1));
    far.listen(() => (woken.far += 1));
    await listening(2);
    woken.near = 0;
    woken.far = 0;
  });
  afterEach(async () => {
    await Promise.all([near.onApplicationShutdown(), far.onApplicationShutdown()]);
    proxy.close();
    await admin.end();
    await database.drop();
  });

  const listeners = async (): Promise<number[]> => {
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' ORDER BY pid`,
    );
    return rows.map(({ pid }) => pid);
  };
  const listening = (count: number): Promise<void> =>
    until(`${count} listen`, async () => (await listeners()).length === count);

  it('wake whoever listens in the process at once, and the others by one notification, which does not come back', async () => {
    near.announce();
    expect(woken).toEqual({ near: 1, far: 0 });
    await until('the other is woken', () => woken.far === 1);
    far.announce();
    await until('and tells in turn', () => woken.near === 2);
    near.announce();
    await until('and is told again', () => woken.far === 3);
    expect(woken).toEqual({ near: 3, far: 3 });
  });

  it('come again after their connections were lost, and whoever listens looks what it missed', async () => {
    for (const pid of await listeners()) await admin.query('SELECT pg_terminate_backend($1)', [pid]);
    await until('both look', () => woken.near >= 1 && woken.far >= 1);
    await listening(2);
    const before = woken.far;
    near.announce();
    await until('the other is woken', () => woken.far > before);
  });

  it('come again after a connection has frozen, once something was to be told', async () => {
    proxy.freeze();
    far.announce();
    expect(woken.far).toBe(1);
    await until('it has connected anew', () => woken.far > 1);
    const before = woken.near;
    far.announce();
    await until('the other is woken', () => woken.near > before);
  });
});
