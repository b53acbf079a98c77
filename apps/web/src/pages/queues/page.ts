import type { Page } from '#contracts/pages';
import type { JobView, QueueView } from '#contracts/queues';
import { ApiProblem } from '../../api/api-problem.js';
import { goTo, show, type SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';
import { queueShown } from './queue-shown.js';

/** How the queues stand, and which jobs failed: what an administrator looks at when something does not happen. */
export const queuesPage: SignedInPage = {
  path: PATHS.queues,
  get: async ({ api, now }) => {
    const queues = await api.get<QueueView[]>(DOORS.queues);
    const shown = queues.map(async (queue) => {
      const failed = await api.get<Page<JobView>>(DOORS.queueJobs(queue.name, { state: 'failed' }));
      return queueShown(queue, failed, now);
    });
    return show('pages/queues/page.njk', { queues: await Promise.all(shown), now: now.toISOString() });
  },
};

export const retryJobPage: SignedInPage = {
  path: PATHS.retryJob(':queue', ':id'),
  from: PATHS.queues,
  post: async ({ api, parameters }) => {
    const { queue = '', id = '' } = parameters;
    try {
      await api.post(DOORS.retryJob(queue, id));
      return goTo(PATHS.queues, { notice: 'job_retried' });
    } catch (error) {
      const wasQuicker = error instanceof ApiProblem && error.problem.code === 'job_not_failed';
      if (wasQuicker) return goTo(PATHS.queues, { notice: 'job_not_failed' });
      throw error;
    }
  },
};
