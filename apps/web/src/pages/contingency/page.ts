import type { ContingencyView } from '#contracts/contingency';
import type { UserView } from '#contracts/identity';
import { text } from '../../console/form-inputs.js';
import { formPage } from '../../console/form-page.js';
import { redirect, render, type SignedInPage, type SignedInRequest } from '../../console/page.js';
import { mayAdminister } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';

const mayOpen = (user: UserView): boolean => mayAdminister(user) || user.role === 'auditor';

/** The page about the packs from which the council works on the day on which Homeward is down. */
export const contingencyPage: SignedInPage = {
  path: PATHS.contingency,
  mayOpen,
  get: (request) => show(request),
};

/** Sets or removes the public key for which packs are encrypted. */
export const setContingencyKeyPage = formPage({
  path: PATHS.setContingencyKey,
  from: PATHS.contingency,
  mayOpen: mayAdminister,
  inputs: { recipient: text() },
  send: async ({ api }, { recipient }) => {
    await api.put<ContingencyView>(API_PATHS.contingencyKey, { recipient: recipient || null });
    return redirect(PATHS.contingency, {
      notice: recipient ? 'contingency_key_set' : 'contingency_key_removed',
    });
  },
  page: (request) => show(request, request.form.text('recipient')),
});

async function show({ api, user }: SignedInRequest, typed?: string) {
  const view = await api.get<ContingencyView>(API_PATHS.contingency);
  return render('pages/contingency/page.njk', {
    ...view,
    last: view.packs[0] ?? null,
    typed: typed ?? view.recipient ?? '',
    mayChange: mayAdminister(user),
  });
}
