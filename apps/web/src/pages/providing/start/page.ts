import { randomUUID } from 'node:crypto';
import type { AwaitedStartView } from '#contracts/care';
import type { CaredForPerson } from '#contracts/people';
import type { PlacementView } from '#contracts/placements';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { londonFields, londonInstant } from '../../../formats/london-instant.js';
import { DOORS, PATHS } from '../../../paths.js';
import { remediesOf } from '../remedies.js';

const FIELD_OF_CODE = { start_time_invalid: 'day' };
const TIME_SENTENCE = 'Enter the day and the time at which care began.';

/** Care that was awarded: for whom, and the one press that says that it has begun. */
export const awaitedStartPage: SignedInPage = {
  path: PATHS.awaitedStart(':id'),
  get: (visit) => startShown(visit),
  post: async (visit) => {
    const { api, form, parameters } = visit;
    const [day, time] = [form.text('day'), form.text('time')];
    const isEarlier = form.text('when') === 'earlier';
    const startedAt = isEarlier ? londonInstant(day, time.slice(0, 5)) : null;
    if (isEarlier && startedAt === null)
      return startShown(visit, [{ field: 'day', text: TIME_SENTENCE }], 400);
    try {
      const body = startedAt === null ? {} : { startedAt };
      const { id } = await api.post<PlacementView>(DOORS.startAward(parameters.id ?? ''), body, keyOf(form));
      return goTo(PATHS.placement(id), { notice: 'start_confirmed' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const { problem } = error;
      const faults = remediesOf(problem) ?? faultsOf(problem, { startedAt: TIME_SENTENCE }, FIELD_OF_CODE);
      return startShown(visit, faults, problem.status);
    }
  },
};

async function startShown(visit: Visit, faults: readonly Fault[] = [], status?: number): Promise<Shown> {
  const { api, now, form, parameters } = visit;
  const start = await api.get<AwaitedStartView>(DOORS.awaitedStart(parameters.id ?? ''));
  const person = start.delivers ? await api.get<CaredForPerson>(DOORS.personOfAward(start.id)) : null;
  const isEarlier = form.text('when') === 'earlier';
  const view = {
    ...{ start, person, faults, isEarlier },
    isOverdue: Date.parse(start.startDueAt) <= now.getTime(),
    day: form.text('day') || londonFields(now.toISOString()).date,
    time: form.text('time'),
    today: londonFields(now.toISOString()).date,
    key: randomUUID(),
  };
  return show('pages/providing/start/page.njk', view, status);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return ['invalid_request', 'start_time_invalid', 'branch_not_eligible'].includes(code);
}
