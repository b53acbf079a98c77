import type { RateUpliftView } from '#contracts/framework';
import { requiredText } from '../../../console/form-inputs.js';
import { formPage } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { refuse } from '../../../api.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { upliftShown } from '../uplifts/page.js';
import { todayAt } from '../contracts-shown.js';

/** The form that withdraws a planned change of rates before its first day. */
export const withdrawUpliftPage = formPage({
  path: PATHS.withdrawUplift(':id'),
  mayOpen: mayCommission,
  inputs: { reason: requiredText('Enter the reason.') },
  send: async ({ api, id }, command) => {
    await api.post<RateUpliftView>(API_PATHS.withdrawUplift(id), command);
    return redirect(PATHS.uplifts, { notice: 'uplift_withdrawn' });
  },
  showsEveryRefusal: true,
  page: showForm,
});

async function showForm({ api, id, now }: SignedInRequest): Promise<Rendered> {
  const uplifts = await api.get<RateUpliftView[]>(API_PATHS.uplifts);
  const uplift = uplifts.find((one) => one.id === id);
  if (!uplift) return refuse('uplift_not_found', 404);
  return render('pages/framework/withdraw-uplift/page.njk', {
    id,
    uplift: upliftShown(uplift, todayAt(now)),
  });
}
