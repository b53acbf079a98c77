import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { Dispatcher } from '../../apps/worker/src/dispatcher.js';
import { Sweep } from '../../apps/worker/src/sweep.js';
import { QUEUES } from '#contracts/jobs';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';
import { WakeUps } from '#platform/log/wake-ups';
import { LOGGER, type Logger } from '#platform/logging/logger';
import pg from 'pg';
import { untilLockWaits } from '../support/held-transaction.js';
import { ApiWorld, until } from '../support/api-world.js';

/** Tests what happens when the worker dies, or its queue is lost, between two steps of its work. */
describe('the worker', () => {
  let api: ApiWorld;
  let alarms: Queue;
  beforeEach(async () => {
    api = await ApiWorld.open();
    alarms = api.app.get<Queue>(getQueueToken(QUEUES.alarms));
  });
  afterEach(() => api.close());

  const position = async (): Promise<string | undefined> =>
    (await api.world.rows<{ position: string }>('SELECT position FROM log_reader'))[0]?.position;
  const lastPosition = async (): Promise<string | undefined> =>
    (await api.world.rows<{ last: string }>('SELECT max(position) AS last FROM event'))[0]?.last;
  const allRead = (): Promise<void> =>
    until('the dispatcher has read everything', async () => (await position()) === (await lastPosition()));

  it('sends a job once, although it died after the queue had it and before it noted so', async () => {
    const { broadcast } = await api.world.aBroadcastOpen();
    await allRead();
    await alarms.obliterate({ force: true });
    await api.world.rows('UPDATE log_reader SET position = 0');

    const dying = new Dispatcher(
      api.world.get(WakeUps as never),
      api.world.get<Logger>(LOGGER),
      new DyingDatabase(api.world.owner) as unknown as CrossTenantDatabase,
      api.world.get(Clock as never),
      alarms,
    );
    await expect(dying.dispatchNext()).rejects.toThrow('killed before the commit');
    await Promise.all([api.app.get(Dispatcher).dispatchAll(), api.app.get(Dispatcher).dispatchAll()]);
    await allRead();

    const jobs = await alarms.getJobs(['delayed', 'waiting', 'active', 'completed']);
    const closing = jobs.filter(
      ({ data }) => (data as { broadcastId?: string }).broadcastId === broadcast.id,
    );
    expect(closing.map(({ name }) => name)).toEqual(['close-broadcast']);
  });

  it('takes over from one that died, or fell silent, with the log in its hands', async () => {
    await api.world.aBroadcastOpen();
    await allRead();
    const dead = new pg.Client({ connectionString: api.world.url });
    dead.on('error', () => undefined);
    await dead.connect();
    await dead.query('BEGIN');
    await dead.query(`SELECT 1 FROM log_reader WHERE name = 'dispatcher' FOR UPDATE`);
    const { broadcast } = await api.world.aBroadcastOpen();
    await untilLockWaits(api.world, 1);
    await api.world.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    await allRead();
    const jobs = await alarms.getJobs(['delayed', 'waiting', 'active', 'completed']);
    const closing = jobs.filter(
      ({ data }) => (data as { broadcastId?: string }).broadcastId === broadcast.id,
    );
    expect(closing.map(({ name }) => name)).toEqual(['close-broadcast']);
    await dead.end().catch(() => undefined);
  });

  it('needs no queue for what is due: a wiped one costs a minute', async () => {
    const { broadcast, pkg, asked } = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    await api.world.anOffer({ from, pkg });
    await allRead();
    await alarms.obliterate({ force: true });

    api.world.clock.set(broadcast.closesAt);
    await api.app.get(Sweep).sweep();

    const { body } = await api
      .as((await officerOf(broadcast.id)) ?? { token: '' })
      .get(`/v1/broadcasts/${broadcast.id}`);
    expect(body).toMatchObject({ status: 'closed', offers: 1 });
  });

  it('does what is due once, however many alarms ring and sweeps run at the same moment', async () => {
    const { award } = await api.world.anAward();
    api.world.clock.set(award.startDueAt);
    await Promise.all(Array.from({ length: 8 }, () => api.app.get(Sweep).sweep()));
    expect(await api.world.rows('SELECT kind FROM concern')).toEqual([{ kind: 'late_start' }]);
    expect((await api.world.eventsOf(award.id)).filter((name) => name === 'award.overdue')).toHaveLength(1);
  });

  it('tells of a restriction’s end and of a missed update, by alarm or by sweep, once', async () => {
    const { world } = api;
    const lot = await world.aLot();
    const { branch } = await world.aContractedBranch({ lot });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const to = world.clock.in({ days: 3 });
    const notice = {
      branchId: branch.id,
      source: 'cqc',
      reference: 'NOP-1',
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
    };
    const { body: ending } = await api.as(commissioner).post('/v1/restrictions', {
      ...notice,
      to: to.toISOString(),
      conditions: [{ kind: 'closed' }],
    });
    const { body: lasting } = await api
      .as(commissioner)
      .post('/v1/restrictions', { ...notice, conditions: [{ kind: 'reporting', everyDays: 3 }] });
    await allRead();
    const waiting = (await alarms.getJobs(['delayed'])).map(({ name }) => name).sort();
    expect(waiting).toEqual(['check-report', 'expire-restriction']);

    world.clock.set('2026-03-06T00:00:00Z');
    for (const job of await alarms.getJobs(['delayed'])) await job.promote();
    await Promise.all(Array.from({ length: 4 }, () => api.app.get(Sweep).sweep()));
    await until(
      'both alarms have rung',
      async () => (await alarms.getJobCounts('completed')).completed! >= 3,
    );

    expect((await world.eventsOf(ending.id)).filter((name) => name === 'restriction.expired')).toHaveLength(
      1,
    );
    const concerns = await world.rows('SELECT kind, owner_id FROM concern');
    expect(concerns).toEqual([{ kind: 'missed_report', owner_id: commissioner.id }]);
    const { body } = await api.as(commissioner).get('/v1/reports?status=overdue');
    expect(body.items).toMatchObject([{ restrictionId: lasting.id, number: 1 }]);
  });

  async function officerOf(broadcastId: string): Promise<{ token: string } | undefined> {
    const [row] = await api.world.rows<{ authorityId: string }>(
      'SELECT authority_id AS "authorityId" FROM broadcast WHERE id = $1',
      [broadcastId],
    );
    return row && api.world.aUser({ role: 'auditor', authorityId: row.authorityId });
  }
});

/** A database in which every transaction does its work and then fails before the commit. */
class DyingDatabase {
  constructor(private readonly real: CrossTenantDatabase) {}

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.real.transaction(async (tx) => {
      await work(tx);
      throw new Error('killed before the commit');
    });
  }
}
