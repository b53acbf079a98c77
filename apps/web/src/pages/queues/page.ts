import type { Page } from '#contracts/list-page';
import { JOB_STATES, type JobState, type JobView, type QueueView } from '#contracts/queues';
import { ApiProblem, refuse } from '../../api.js';
import { formPage } from '../../console/form-page.js';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { JOB_STATE_WORDING } from '../../wording/jobs.js';
import { jobsShown, queueShown } from './queue-shown.js';

/** The page that lists every queue with the numbers of its jobs and with the failed jobs. */
export const queuesPage: SignedInPage = {
  path: PATHS.queues,
  get: async ({ api, now }) => {
    const queues = await api.get<QueueView[]>(API_PATHS.queues);
    const shown = queues.map(async (queue) => {
      const failed = await api.get<Page<JobView>>(API_PATHS.queueJobs(queue.name, { state: 'failed' }));
      return queueShown(queue, failed, now);
    });
    return render('pages/queues/page.njk', { queues: await Promise.all(shown), now: now.toISOString() });
  },
};

/** The list of all jobs of one queue that are in one state. */
export const jobsPage: SignedInPage = {
  path: PATHS.queueJobs(':queue', ':state'),
  get: async ({ api, parameters, query, now }) => {
    const { queue = '', state = '' } = parameters;
    if (!isState(state)) return refuse('unknown_route', 404);
    const jobs = API_PATHS.queueJobs(queue, { state, after: query.text('after') });
    return render('pages/queues/jobs.njk', {
      queue,
      state,
      stateText: JOB_STATE_WORDING[state],
      shown: jobsShown(queue, state, await api.get<Page<JobView>>(jobs)),
      now: now.toISOString(),
    });
  },
};

function isState(state: string): state is JobState {
  return (JOB_STATES as readonly string[]).includes(state);
}

/**
 * Retries a failed job. If another user has already retried the job, shows a message instead of an error
 * page.
 */
export const retryJobPage = formPage({
  path: PATHS.retryJob(':queue', ':id'),
  from: PATHS.queues,
  send: async ({ api, id, parameters }) => {
    try {
      await api.post(API_PATHS.retryJob(parameters.queue ?? '', id));
      return redirect(PATHS.queues, { notice: 'job_retried' });
    } catch (error) {
      const isNotFailed = error instanceof ApiProblem && error.problem.code === 'job_not_failed';
      if (isNotFailed) return redirect(PATHS.queues, { notice: 'job_not_failed' });
      throw error;
    }
  },
});
