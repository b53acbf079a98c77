import { JOB_STATES, type JobState, type JobView } from '#contracts/queues';
import type { Page } from '#contracts/pages';
import { ApiProblem } from '../../api/api-problem.js';
import { show, type SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';
import { problemOf } from '../../problem.js';
import { JOB_STATE_WORDING } from '../../wording/jobs.js';
import { jobsShown } from '../queues/queue-shown.js';

/** The jobs of a queue in one state, page by page. */
export const jobsPage: SignedInPage = {
  path: PATHS.queueJobs(':queue', ':state'),
  get: async ({ api, parameters, query, now }) => {
    const { queue = '', state = '' } = parameters;
    if (!isState(state)) throw new ApiProblem(problemOf({ statusCode: 404 }));
    const page = await api.get<Page<JobView>>(DOORS.queueJobs(queue, { state, after: query.text('after') }));
    return show('pages/queue-jobs/page.njk', {
      queue,
      state,
      stateText: JOB_STATE_WORDING[state],
      shown: jobsShown(queue, state, page),
      now: now.toISOString(),
    });
  },
};

function isState(state: string): state is JobState {
  return (JOB_STATES as readonly string[]).includes(state);
}
