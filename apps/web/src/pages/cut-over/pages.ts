import {
  type CutOverView,
  DISPUTE_OUTCOMES,
  type CareDifferenceView,
  DIFFERENCE_OUTCOMES,
  type CareDisputeView,
} from '#contracts/cut-over';
import type { UserView } from '#contracts/identity';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import { oneOf, requiredText, text } from '../../console/form-inputs.js';
import {
  type Page,
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../console/page.js';
import { mayCommission } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { DIFFERENCE_OUTCOME_WORDING, DISPUTE_OUTCOME_WORDING } from '../../wording/cut-over.js';
import type { Notice } from '../../wording/notices.js';
import { cutOverShown, differenceLine, disputeLine } from './cut-over-shown.js';
import { FIGURE_PAGES } from './figures.js';

const mayRead = ({ role }: UserView): boolean =>
  role === 'officer' || role === 'commissioner' || role === 'auditor';

/** The page that says what stands between the council and going live, and on which it goes live. */
const cutOverPage: SignedInPage = {
  path: PATHS.cutOver,
  mayOpen: mayRead,
  get: (request) => showCutOver(request),
};

async function showCutOver({ api, user }: SignedInRequest): Promise<Rendered> {
  const view = await api.get<CutOverView>(API_PATHS.cutOver);
  return render('pages/cut-over/page.njk', { cutOver: cutOverShown(view, mayCommission(user)) });
}

const step = (path: string, api: string, notice: Notice): Page =>
  formPage({
    path,
    from: PATHS.cutOver,
    mayOpen: mayCommission,
    showsEveryRefusal: true,
    send: async (request) => {
      await request.api.post<CutOverView>(api, {});
      return redirect(PATHS.cutOver, { notice });
    },
    page: showCutOver,
  });

/** The form with which a commissioner goes on without a provider's confirmation. */
const acceptCareListPage = formPage({
  path: PATHS.acceptCareList(':id'),
  mayOpen: mayCommission,
  showsEveryRefusal: true,
  inputs: { digest: text(), reason: requiredText('Enter the reason, in up to 2,000 characters.') },
  send: async ({ api, id }, command) => {
    await api.post<CutOverView>(API_PATHS.acceptCareList(id), command);
    return redirect(PATHS.cutOver, { notice: 'care_list_accepted' });
  },
  page: async ({ api, id, user }) => {
    const view = cutOverShown(await api.get<CutOverView>(API_PATHS.cutOver), mayCommission(user));
    const list = view.lists.find((one) => one.id === id);
    if (!list) return redirect(PATHS.cutOver);
    return render('pages/cut-over/accept-list.njk', { list, address: PATHS.acceptCareList(id) });
  },
});

const settleDisputePage = formPage({
  path: PATHS.settleDispute(':id'),
  mayOpen: mayCommission,
  showsEveryRefusal: true,
  inputs: {
    outcome: oneOf(DISPUTE_OUTCOMES, 'Choose what you found.'),
    answer: requiredText('Enter the answer to the provider, in up to 2,000 characters.'),
  },
  send: async ({ api, id }, command) => {
    await api.post<CareDisputeView>(API_PATHS.settleDispute(id), command);
    return redirect(PATHS.cutOver, { notice: 'dispute_settled' });
  },
  page: async ({ api, id, form }, returned?: ReturnedForm) => {
    const dispute = await api.get<CareDisputeView>(API_PATHS.dispute(id));
    const { typed } = formView(form, returned);
    return render('pages/cut-over/settle-dispute.njk', {
      dispute: disputeLine(dispute, true),
      outcomes: DISPUTE_OUTCOMES.map((value) => ({
        value,
        text: DISPUTE_OUTCOME_WORDING[value],
        checked: value === typed('outcome'),
      })),
    });
  },
});

const settleDifferencePage = formPage({
  path: PATHS.settleDifference(':id'),
  mayOpen: mayCommission,
  showsEveryRefusal: true,
  inputs: {
    outcome: oneOf(DIFFERENCE_OUTCOMES, 'Choose what you found.'),
    reason: requiredText('Enter the reason, in up to 2,000 characters.'),
  },
  send: async ({ api, id }, command) => {
    await api.post<CareDifferenceView>(API_PATHS.settleDifference(id), command);
    return redirect(PATHS.figures, { notice: 'difference_settled' });
  },
  page: async ({ api, id, form }, returned?: ReturnedForm) => {
    const difference = await api.get<CareDifferenceView>(API_PATHS.difference(id));
    const { typed } = formView(form, returned);
    return render('pages/cut-over/settle-difference.njk', {
      difference: differenceLine(difference, true),
      outcomes: DIFFERENCE_OUTCOMES.map((value) => ({
        value,
        text: DIFFERENCE_OUTCOME_WORDING[value],
        checked: value === typed('outcome'),
      })),
    });
  },
});

export const CUT_OVER_PAGES: readonly Page[] = [
  cutOverPage,
  step(PATHS.askForConfirmations, API_PATHS.askForConfirmations, 'providers_asked'),
  step(PATHS.runSideBySide, API_PATHS.runSideBySide, 'side_by_side_begun'),
  step(PATHS.goLive, API_PATHS.goLive, 'gone_live'),
  acceptCareListPage,
  settleDisputePage,
  settleDifferencePage,
  ...FIGURE_PAGES,
];
