import type { JobView, QueueView } from '#contracts/queues';
import { TestConsole, Refusal } from '../../../testing/test-console.js';

const COUNTS = { waiting: 1_204, active: 1, delayed: 30, failed: 2 };
const QUEUE: QueueView = {
  name: 'alarms',
  paused: false,
  workers: 2,
  counts: COUNTS,
  alarms: [{ alarm: 'close-broadcast', counts: COUNTS }],
  oldestWaitingSince: '2026-01-15T08:57:00Z',
  nextDelayedAt: '2026-07-15T09:00:00Z',
};
const FAILED: JobView = {
  id: 'close-broadcast-1/2?',
  alarm: 'close-broadcast',
  state: 'failed',
  subject: { type: 'broadcast', id: '01900000-0000-7000-8000-00000000000b' },
  requestId: 'request-<b>',
  attempts: 8,
  mostAttempts: 8,
  addedAt: '2026-01-15T08:00:00Z',
  dueAt: null,
  startedAt: null,
  finishedAt: '2026-01-15T08:30:00Z',
  failure: 'job_stalled',
};
const FOREIGN: JobView = { ...FAILED, id: null, subject: null, requestId: null, failure: 'internal_error' };
const RETRY = '/queues/alarms/jobs/close-broadcast-1%2F2%3F/retry';

const apiAnswers = (queue: QueueView = QUEUE, failed: readonly JobView[] = [FAILED, FOREIGN]) => ({
  'GET /v1/queues': [queue],
  'GET /v1/queues/alarms/jobs?state=failed': { items: failed, next: failed.length > 1 ? '50' : null },
});

describe('the pages of queues', () => {
  it('show the number of jobs by state and by act, and how long the oldest has waited', async () => {
    const site = await TestConsole.open(apiAnswers());
    const { text } = await site.signedIn('administrator').get('/queues');
    expect(text).toContain('Waiting 1,204');
    expect(text).toContain('Oldest waiting 3 min');
    expect(text).toContain('Next scheduled job 15 July 2026 at 10:00');
    expect(text).toContain('Close a broadcast 1,204 1 30 2');
    expect(text).toContain('As at 15 January 2026 at 09:00');
    expect(text).not.toMatch(/No worker|Paused/);
  });

  it('say that a queue is paused, and that it has no workers', async () => {
    const amiss = { ...QUEUE, paused: true, workers: 0, alarms: [], oldestWaitingSince: null };
    const site = await TestConsole.open(apiAnswers(amiss, []));
    const { text } = await site.signedIn('administrator').get('/queues');
    expect(text).toMatch(/Paused.*No worker.*Oldest waiting None.*No failed jobs/);
  });

  it('show why a job failed, and retry a job of the user’s authority', async () => {
    const site = await TestConsole.open({
      ...apiAnswers(),
      'POST /v1/queues/alarms/jobs/close-broadcast-1%2F2%3F/retry': { id: 'x', alarm: 'y' },
    });
    const visitor = site.signedIn('administrator');
    const { html, text } = await visitor.get('/queues');
    expect(text).toContain('The worker stopped while it ran.');
    expect(text).toContain('Request request-<b>');
    expect(text).toContain('Another council');
    const ways = html.querySelectorAll('main form').map((form) => form.getAttribute('action'));
    expect(ways).toEqual([RETRY]);
    expect(await visitor.submit(RETRY)).toMatchObject({ status: 303, location: '/queues' });
    expect((await visitor.get('/queues')).text).toContain('Job queued again');
  });

  it.each([
    ['job_not_failed', 409, 303, 'This job has not failed'],
    ['job_not_found', 404, 404, 'Job not found'],
  ] as const)('say that a job is %s', async (code, refused, status, words) => {
    const site = await TestConsole.open({
      ...apiAnswers(),
      'POST /v1/queues/alarms/jobs/close-broadcast-1%2F2%3F/retry': new Refusal(refused, code),
    });
    const visitor = site.signedIn('administrator');
    await visitor.get('/queues');
    const answer = await visitor.submit(RETRY);
    expect(answer.status).toBe(status);
    expect((status === 303 ? await visitor.get('/queues') : answer).text).toContain(words);
  });

  it('list the jobs in each state in pages', async () => {
    const site = await TestConsole.open({
      ...apiAnswers(),
      'GET /v1/queues/alarms/jobs?state=delayed&after=50': {
        items: [
          { ...FAILED, state: 'delayed', dueAt: '2026-01-16T09:00:00Z', failure: null, finishedAt: null },
        ],
        next: null,
      },
    });
    const visitor = site.signedIn('administrator');
    const { html } = await visitor.get('/queues');
    const links = html.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      ...['waiting', 'active', 'delayed', 'failed'].map((state) => `/queues/alarms/${state}`),
      '/queues/alarms/failed?after=50',
    ]);
    const later = await visitor.get('/queues/alarms/delayed?after=50');
    expect(later.text).toContain('Due 16 January 2026 at 09:00');
    expect(later.html.querySelectorAll('main form')).toEqual([]);
  });

  it('answer 404 for an unknown state', async () => {
    const site = await TestConsole.open(apiAnswers());
    expect(await site.signedIn('administrator').get('/queues/alarms/done')).toMatchObject({ status: 404 });
  });

  it('are refused to a role that the API refuses, without a link in its menu', async () => {
    const site = await TestConsole.open({ 'GET /v1/queues': new Refusal(403, 'role_not_allowed') });
    const { status, text, html } = await site.signedIn('officer').get('/queues');
    expect([status, text]).toEqual([403, expect.stringContaining('Your role does not allow this')]);
    expect(html.querySelectorAll('a[href="/queues"]')).toEqual([]);
  });
});
