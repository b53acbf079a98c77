import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { Page } from '#contracts/list-page';
import { QUEUES } from '#contracts/jobs';
import type { JobView, QueueView } from '#contracts/queues';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { ApiWorld, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';

const QUEUE = `/v1/queues/${QUEUES.alarms}`;

describe('the queues, for administrators', () => {
  let api: ApiWorld;
  let alarms: Queue;
  beforeAll(async () => {
    api = await ApiWorld.open();
    alarms = api.app.get<Queue>(getQueueToken(QUEUES.alarms));
  });
  afterEach(() => alarms.obliterate({ force: true }));
  afterAll(() => api.close());

  const jobsIn = async (user: TestUser, query: string): Promise<Page<JobView>> =>
    (await api.as(user).get(`${QUEUE}/jobs?${query}`).expect(200)).body as Page<JobView>;
  const theQueue = async (user: TestUser): Promise<QueueView> => {
    const { body } = await api.as(user).get('/v1/queues').expect(200);
    const [queue] = body as QueueView[];
    if (!queue) throw new Error('there is a queue');
    return queue;
  };
  const closingOf = ({ id, closesAt }: { id: string; closesAt: string }): string =>
    `close-broadcast-${id}-${Date.parse(closesAt)}`;
  const dispatched = (jobId: string): Promise<void> =>
    until('its alarm is set', async () => (await alarms.getJob(jobId)) !== undefined);

  async function anAlarmOfEach() {
    const [own, foreign] = [
      await api.world.aBroadcastOpen({ branches: 1 }),
      await api.world.aBroadcastOpen({ branches: 1 }),
    ];
    await dispatched(closingOf(own.broadcast));
    await dispatched(closingOf(foreign.broadcast));
    const administrator = await api.world.aUser({
      role: 'administrator',
      authorityId: own.officer.actor.kind === 'staff' ? own.officer.actor.authorityId : '',
    });
    return { own, foreign, administrator };
  }

  it('tell how they stand, in numbers', async () => {
    const { own, foreign, administrator } = await anAlarmOfEach();
    const queue = await theQueue(administrator);
    expect(queue).toMatchObject({ name: 'alarms', paused: false, oldestWaitingSince: null });
    // Redis counts the clients of all its databases. So the count includes workers of other tests.
    expect(queue.workers).toBeGreaterThanOrEqual(1);
    expect(queue.counts).toEqual({ waiting: 0, active: 0, delayed: 2, failed: 0 });
    expect(queue.alarms).toEqual([{ alarm: 'close-broadcast', counts: queue.counts }]);
    const jobs = (await jobsIn(administrator, 'state=delayed')).items;
    expect(queue.nextDelayedAt).toBe(jobs[0]?.dueAt);
    for (const { broadcast } of [own, foreign]) expect(JSON.stringify(queue)).not.toContain(broadcast.id);
  });

  it('show the ids of jobs that are about one’s own authority, and of no other', async () => {
    const { own, foreign, administrator } = await anAlarmOfEach();
    const { items } = await jobsIn(administrator, 'state=delayed');
    expect(items.filter(({ id }) => id !== null)).toMatchObject([
      {
        id: closingOf(own.broadcast),
        subject: { type: 'broadcast', id: own.broadcast.id },
        state: 'delayed',
      },
    ]);
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain(foreign.broadcast.id);
  });

  it('are shown page by page, each job once', async () => {
    const { administrator } = await anAlarmOfEach();
    const first = await jobsIn(administrator, 'state=delayed&limit=1');
    const second = await jobsIn(administrator, `state=delayed&limit=1&after=${first.next ?? ''}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null]);
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id);
  });

  it.each([
    { query: 'state=completed', status: 400, code: 'invalid_request' },
    { query: '', status: 400, code: 'invalid_request' },
    { query: 'state=failed&limit=201', status: 400, code: 'invalid_request' },
    { query: 'state=failed&after=x', status: 400, code: 'invalid_cursor' },
  ])('refuse $query with $code', async ({ query, status, code }) => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const { body } = await api.as(administrator).get(`${QUEUE}/jobs?${query}`).expect(status);
    expect(body).toMatchObject({ code });
  });

  it('that do not exist are not there', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const { body } = await api.as(administrator).get('/v1/queues/%E6%9D%8E/jobs?state=failed').expect(404);
    expect(body).toMatchObject({ code: 'queue_not_found' });
  });

  describe('with a failed job', () => {
    const REASON = `person O'Brien <b> 李 is not there`;
    let ring: jest.SpyInstance;
    afterEach(() => ring.mockRestore());

    /**
     * Makes the job that closes a broadcast fail for the last time. The error message contains a person's
     * name.
     */
    async function aFailure() {
      const all = await anAlarmOfEach();
      ring = jest.spyOn(api.world.get(CloseBroadcast), 'execute').mockRejectedValue(new Error(REASON));
      const jobId = closingOf(all.own.broadcast);
      const job = await alarms.getJob(jobId);
      if (!job) throw new Error('the alarm is set');
      await job.remove();
      await alarms.add(job.name, job.data, { jobId, attempts: 1 });
      await until('it has failed', async () => (await alarms.getFailedCount()) === 1);
      return { ...all, jobId };
    }

    it('say in a word why, and nothing of what the error said', async () => {
      const { administrator, jobId } = await aFailure();
      const { items } = await jobsIn(administrator, 'state=failed');
      expect(items).toMatchObject([
        { id: jobId, failure: 'internal_error', attempts: 1, mostAttempts: 1, dueAt: null },
      ]);
      expect(items[0]?.finishedAt).not.toBeNull();
      expect(JSON.stringify(items)).not.toContain('Brien');
    });

    it('try it again once, whoever asks twice', async () => {
      const { own, administrator, jobId } = await aFailure();
      ring.mockRestore();
      api.world.clock.set(own.broadcast.closesAt);
      const again = () => api.as(administrator).post(`${QUEUE}/jobs/${jobId}/retry`);
      const answers = await Promise.all([again(), again(), again(), again()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      const codes = answers
        .filter(({ status }) => status === 409)
        .map(({ body }) => (body as { code: string }).code);
      expect(new Set(codes)).toEqual(new Set(['job_not_failed']));
      await until('the broadcast is closed', async () => {
        const [row] = await api.world.rows('SELECT status FROM broadcast WHERE id = $1', [own.broadcast.id]);
        return row?.status !== 'open';
      });
    });

    it('let nobody of another authority try it', async () => {
      const { jobId } = await aFailure();
      const stranger = await api.world.aUser({ role: 'administrator' });
      const { body } = await api.as(stranger).post(`${QUEUE}/jobs/${jobId}/retry`).expect(404);
      expect(body).toMatchObject({ code: 'job_not_found' });
      expect(await alarms.getFailedCount()).toBe(1);
    });
  });
});
