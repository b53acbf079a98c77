import { DomainError } from '#domain/domain-error';
import { requestContext } from '#platform/logging/request-context';
import { Metrics } from '#platform/metrics/metrics';
import { parsePrometheusText } from '../../support/prometheus-text.js';
import { CrossTenantDatabase } from '#platform/database/database';
import { World } from '../../support/world.js';

describe('the metrics of a process', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
    await world.module.init();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  const read = async () => parsePrometheusText(await world.get(Metrics).text());

  it('say how far each reader of the log is behind, and since when', async () => {
    await world.aBroadcastOpen({ branches: 1 });
    const [{ newest = 0 } = {}] = await world.rows<{ newest: number }>(
      'SELECT max(position)::float AS newest FROM event',
    );
    world.clock.pass({ seconds: 90 });
    const metrics = await read();
    for (const reader of ['dispatcher', 'audit-sealer']) {
      expect(metrics.value('homeward_log_behind', { reader })).toBe(newest);
      expect(metrics.value('homeward_log_lag_seconds', { reader })).toBe(90);
    }
    expect(metrics.value('homeward_log_position')).toBe(newest);

    await world.rows(`INSERT INTO log_reader VALUES ('dispatcher', $1, now())`, [newest - 1]);
    world.clock.pass({ seconds: 10 });
    expect((await read()).value('homeward_log_behind', { reader: 'dispatcher' })).toBe(1);
    await world.rows('UPDATE log_reader SET position = $1', [newest]);
    world.clock.pass({ seconds: 10 });
    const caughtUp = await read();
    expect(caughtUp.value('homeward_log_behind', { reader: 'dispatcher' })).toBe(0);
    expect(caughtUp.value('homeward_log_lag_seconds', { reader: 'dispatcher' })).toBe(0);
  });

  it('say how many broadcasts are open past their deadline, the deadline itself counted', async () => {
    const { broadcast } = await world.aBroadcastOpen({ branches: 1 });
    const kind = { kind: 'broadcast' };
    world.clock.set(new Date(Date.parse(broadcast.closesAt) - 1));
    expect((await read()).value('homeward_overdue', kind)).toBe(0);
    world.clock.pass({ seconds: 60.001 });
    const late = await read();
    expect(late.value('homeward_overdue', kind)).toBe(1);
    expect(late.value('homeward_overdue_oldest_seconds', kind)).toBe(60);
  });

  it('count starts that nobody has confirmed', async () => {
    const { award } = await world.anAward();
    world.clock.set(award.startDueAt);
    world.clock.pass({ hours: 5 });
    const late = await read();
    expect(late.value('homeward_overdue', { kind: 'award_start' })).toBe(1);
    expect(late.value('homeward_overdue_oldest_seconds', { kind: 'award_start' })).toBe(18_000);
  });

  it('cost one question each, however many scrape at once, and no other for five seconds', async () => {
    const asked = jest.spyOn(world.get(CrossTenantDatabase).reader, 'query');
    const metrics = world.get(Metrics);
    await Promise.all(Array.from({ length: 10 }, () => metrics.text()));
    const once = asked.mock.calls.length;
    expect(once).toBeLessThanOrEqual(6); // one query each for the log, the care, the messages, the disk, the tables and the contingency packs
    world.clock.pass({ seconds: 4 });
    await metrics.text();
    expect(asked).toHaveBeenCalledTimes(once);
    world.clock.pass({ seconds: 1 });
    await metrics.text();
    expect(asked).toHaveBeenCalledTimes(2 * once);
  });

  it('say that nobody knows, rather than what was, while the database does not answer', async () => {
    expect((await read()).value('homeward_collector_up', { collector: 'log' })).toBe(1);
    jest.spyOn(world.get(CrossTenantDatabase).reader, 'query').mockRejectedValue(new Error('gone'));
    world.clock.pass({ seconds: 10 });
    const away = await read();
    for (const collector of ['log', 'care'])
      expect(away.value('homeward_collector_up', { collector })).toBe(0);
    expect(away.value('homeward_log_lag_seconds', { reader: 'dispatcher' })).toBeUndefined();
    expect(away.value('homeward_log_position')).toBeNaN();
  });

  it('count transactions by how they ended, and those that were run again', async () => {
    const database = world.owner;
    const before = await read();
    const grown = async (name: string, labels: Record<string, string>) => {
      world.clock.pass({ seconds: 10 });
      return ((await read()).value(name, labels) ?? 0) - (before.value(name, labels) ?? 0);
    };
    let attempts = 0;
    const deadlock = (): Error => Object.assign(new Error('deadlock detected'), { code: '40P01' });
    await database.transaction(() => (++attempts < 3 ? Promise.reject(deadlock()) : Promise.resolve()));
    await expect(
      database.transaction(() => Promise.reject(new DomainError('offers_sealed'))),
    ).rejects.toThrow();
    await expect(database.transaction(() => Promise.reject(new Error('a bug')))).rejects.toThrow();
    expect(await grown('homeward_transaction_retries_total', { state: '40P01' })).toBe(2);
    for (const outcome of ['committed', 'refused', 'failed'])
      expect(await grown('homeward_transaction_seconds_count', { outcome })).toBe(1);
  });

  it('have no id in them, whatever has happened', async () => {
    const { pkg, asked } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    await requestContext.run({ requestId: 'OBrien-12345' }, () => world.anOffer({ from, pkg }));
    const text = await world.get(Metrics).text();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text).not.toContain('OBrien');
  });
});
