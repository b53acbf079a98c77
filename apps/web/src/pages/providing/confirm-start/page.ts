import type { AwaitedStartView } from '#contracts/care';
import type { CaredForPerson } from '#contracts/people';
import type { PlacementView } from '#contracts/placements';
import type { Form } from '../../../console/form.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { type Input, instant } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { londonFields } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { weekGrid } from '../../../pictures/week-grid.js';
import { visitShown } from '../package-shown.js';

/**
 * The page of an awarded package. Shows the person. Two forms confirm that the care has started, either now
 * or at an earlier time.
 */
export const awaitedStartPage = formPage({
  path: PATHS.awaitedStart(':id'),
  inputs: { startedAt: startInput() },
  send: async ({ api, id }, command, { key }) => {
    const placement = await api.post<PlacementView>(API_PATHS.startAward(id), command, key);
    return redirect(PATHS.placement(placement.id), { notice: 'start_confirmed' });
  },
  page: showStart,
});

const isEarlier = (form: Form): boolean => form.text('when') === 'earlier';

/**
 * Defines the form fields for the instant at which care started. The value is undefined if care starts now.
 */
function startInput(): Input<string | undefined> {
  const earlier = instant('Enter the date and time care started.', { date: 'day', time: 'time' });
  return {
    ...earlier,
    read: (form, name) => (isEarlier(form) ? earlier.read(form, name) : { value: undefined }),
  };
}

async function showStart(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, id, now } = request;
  const start = await api.get<AwaitedStartView>(API_PATHS.awaitedStart(id));
  const person = start.delivers ? await api.get<CaredForPerson>(API_PATHS.personOfAward(start.id)) : null;
  const { typed } = formView(form, returned);
  const today = londonFields(now.toISOString()).date;
  return render('pages/providing/confirm-start/page.njk', {
    start,
    person,
    week: weekGrid(start.visits),
    visits: start.visits.map(visitShown),
    isEarlier: isEarlier(form),
    isOverdue: Date.parse(start.startDueAt) <= now.getTime(),
    day: typed('day') || today,
    time: typed('time'),
    today,
  });
}
