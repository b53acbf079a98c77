import {
  type CareDisputeView,
  DISPUTE_KINDS,
  type OwnCareListDetail,
  type OwnCareListView,
} from '#contracts/cut-over';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { nullableDuration, nullableText, oneOf, requiredText, text } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { birthDate } from '../../../formats/birth-date.js';
import { grouped, hoursInWords } from '../../../formats/quantities.js';
import { personName } from '../../../formats/person-name.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CARE_LIST_TAG, DISPUTE_KIND_WORDING, DISPUTE_OUTCOME_WORDING } from '../../../wording/cut-over.js';

/** The lists of people that a provider confirms before a council goes live. */
const careListsPage: SignedInPage = {
  path: PATHS.careLists,
  get: async ({ api }) => {
    const lists = await api.get<OwnCareListView[]>(API_PATHS.careLists);
    return render('pages/providing/care-lists/lists.njk', { lists: lists.map(listShown) });
  },
};

const listShown = (list: OwnCareListView) => ({
  ...list,
  href: PATHS.careList(list.id),
  hours: hoursInWords(list.weeklyMinutes),
  people: grouped(list.people),
  tag: CARE_LIST_TAG[list.state],
  isWaiting: list.state === 'asked' || list.state === 'changed',
});

async function showList({ api, id }: SignedInRequest): Promise<Rendered> {
  const list = await api.get<OwnCareListDetail>(API_PATHS.careList(id));
  const open = new Set(
    list.disputes.filter(({ settledAt }) => settledAt === null).map((one) => one.placementId),
  );
  return render('pages/providing/care-lists/list.njk', {
    list: listShown(list),
    rows: list.rows.map((row) => ({
      ...row,
      name: personName(row),
      born: row.bornOn === null ? '–' : birthDate(row.bornOn),
      hours: hoursInWords(row.weeklyMinutes),
      isDisputed: open.has(row.placementId),
      dispute: `${PATHS.disputeCare(id)}?line=${row.placementId}`,
    })),
    disputes: list.disputes.map((dispute) => ({
      ...dispute,
      text: DISPUTE_KIND_WORDING[dispute.kind],
      claimed: dispute.claimedMinutes === null ? null : hoursInWords(dispute.claimedMinutes),
      outcomeText: dispute.outcome && DISPUTE_OUTCOME_WORDING[dispute.outcome],
    })),
    mayConfirm:
      (list.state === 'asked' || list.state === 'changed' || list.state === 'accepted') &&
      list.openDisputes === 0,
    missing: `${PATHS.disputeCare(id)}?kind=missing_person`,
  });
}

const careListPage: SignedInPage = { path: PATHS.careList(':id'), get: showList };

const confirmCareListPage = formPage({
  path: PATHS.confirmCareList(':id'),
  from: PATHS.careLists,
  showsEveryRefusal: true,
  inputs: { digest: text() },
  send: async ({ api, id }, command) => {
    await api.post<OwnCareListView>(API_PATHS.confirmCareList(id), command);
    return redirect(PATHS.careLists, { notice: 'care_list_confirmed' });
  },
  page: showList,
});

const disputeCarePage = formPage({
  path: PATHS.disputeCare(':id'),
  showsEveryRefusal: true,
  inputs: {
    kind: oneOf(DISPUTE_KINDS, 'Choose what is wrong.'),
    placementId: nullableText(),
    claimedMinutes: nullableDuration('Enter the hours a week that you deliver.', { field: 'hours' }),
    note: requiredText('Enter a note of up to 2,000 characters.'),
  },
  send: async ({ api, id }, command, { key }) => {
    await api.post<CareDisputeView>(API_PATHS.disputeCare(id), command, key);
    return redirect(PATHS.careList(id), { notice: 'list_disputed' });
  },
  page: showDispute,
});

async function showDispute(
  { api, id, form, query }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const list = await api.get<OwnCareListDetail>(API_PATHS.careList(id));
  const { typed } = formView(form, returned);
  const line = returned ? typed('placementId') : query.text('line');
  const row = list.rows.find(({ placementId }) => placementId === line);
  const kinds = DISPUTE_KINDS.filter((kind) => (kind === 'missing_person') === (row === undefined));
  return render('pages/providing/care-lists/dispute.njk', {
    list: listShown(list),
    row: row ? { ...row, name: personName(row), hours: hoursInWords(row.weeklyMinutes) } : null,
    kinds: kinds.map((value) => ({
      value,
      text: DISPUTE_KIND_WORDING[value],
      checked: typed('kind') === value || kinds.length === 1,
    })),
    address: PATHS.disputeCare(id),
  });
}

export const CARE_LIST_PAGES: readonly SignedInPage[] = [
  careListsPage,
  careListPage,
  confirmCareListPage,
  disputeCarePage,
];
