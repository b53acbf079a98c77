import type { SubcontractDependants } from '#contracts/framework';
import type { Page } from '#contracts/list-page';
import type { LotView } from '#contracts/lots';
import type { BranchView, SubcontractView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { nullableText, oneOf, requiredText } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { withEmptyChoice } from '../../../console/form-inputs.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ownerShown } from '../../owners/owner-shown.js';
import { dependantsShown } from '../contract/dependants-shown.js';
import { termInWords } from '../contracts-shown.js';

const SUGGESTED = '200';
const lotsOf = ({ api }: SignedInRequest): Promise<LotView[]> => api.get<LotView[]>(API_PATHS.lots);

/** The form that records that another branch may deliver for a contracted branch in a lot. */
export const newSubcontractPage = formPage({
  path: PATHS.newSubcontract,
  mayOpen: mayCommission,
  load: lotsOf,
  inputs: (lots: readonly LotView[]) => ({
    branchId: requiredText('Enter the CQC location ID of the contracted branch.'),
    deliveringBranchId: requiredText('Enter the CQC location ID of the branch that delivers.'),
    lotId: oneOf(
      lots.map(({ id }) => id),
      'Choose the lot.',
    ),
    startsOn: requiredText('Enter the first day of the subcontract.'),
    endsOn: nullableText('Enter the last day of the subcontract, or leave it empty.'),
  }),
  send: async ({ api }, command, { key }) => {
    await api.post<SubcontractView>(API_PATHS.newSubcontract, command, key);
    return redirect(PATHS.branch(command.branchId), { notice: 'subcontract_recorded' });
  },
  sentences: { branch_not_found: 'No branch has one of these CQC location IDs. Check them.' },
  page: newSubcontract,
});

async function newSubcontract(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, query } = request;
  const [lots, branches] = await Promise.all([
    lotsOf(request),
    api.get<Page<BranchView>>(API_PATHS.branchesFound({ limit: SUGGESTED })),
  ]);
  const { typed } = formView(form, returned);
  const chosen = typed('lotId');
  return render('pages/framework/subcontract/new.njk', {
    branchId: query.text('branchId').slice(0, 20),
    branches: branches.items,
    lots: withEmptyChoice(
      'Choose a lot',
      lots.map(({ id, code, name }) => ({ value: id, text: `${code} ${name}`, selected: id === chosen })),
    ),
  });
}

/** The page of a subcontract: its dates, its owner, and all that hangs on it. */
export const subcontractPage: SignedInPage = {
  path: PATHS.subcontract(':id'),
  mayOpen: ({ role }) => role === 'officer' || role === 'commissioner' || role === 'auditor',
  get: async ({ api, id, user }) => {
    const found = await api.get<SubcontractDependants>(API_PATHS.subcontractDependants(id));
    const subcontract = subcontractShown(found);
    return render('pages/framework/subcontract/subcontract.njk', {
      subcontract,
      owner: ownerShown({ ...found.subcontract, kind: 'subcontract' }, user, {
        here: PATHS.subcontract(id),
        what: `subcontract with ${subcontract.delivering}`,
      }),
      dependants: dependantsShown({ ...found, subcontracts: [] }),
      mayCommission: mayCommission(user),
    });
  },
};

function subcontractShown({ subcontract }: SubcontractDependants) {
  const { id, branchId, deliveringBranchId, startsOn, endsOn } = subcontract;
  return {
    id,
    branch: subcontract.branchName,
    branchHref: PATHS.branch(branchId),
    delivering: subcontract.deliveringBranchName,
    deliveringHref: PATHS.branch(deliveringBranchId),
    lot: `${subcontract.lotCode} ${subcontract.lotName}`,
    term: termInWords(startsOn, endsOn),
  };
}

/** The form that gives a subcontract its last day. All that hangs on the subcontract is shown first. */
export const endSubcontractPage = formPage({
  path: PATHS.endSubcontract(':id'),
  mayOpen: mayCommission,
  inputs: { endsOn: requiredText('Enter the last day of the subcontract.') },
  preview: previewEnd,
  send: async ({ api, id }, command) => {
    await api.post<SubcontractView>(API_PATHS.endSubcontract(id), command);
    return redirect(PATHS.subcontract(id), { notice: 'subcontract_ended' });
  },
  page: showEndForm,
});

async function previewEnd(
  { api, id }: SignedInRequest,
  { endsOn }: { readonly endsOn: string },
): Promise<Rendered | null> {
  // A day that is no date goes to the API, whose refusal says so beside the field.
  if (!/^\d{4}-\d\d-\d\d$/.test(endsOn) || Number.isNaN(Date.parse(endsOn))) return null;
  const found = await api.get<SubcontractDependants>(API_PATHS.subcontractDependants(id));
  if (endsOn < found.subcontract.startsOn) return null;
  return render('pages/framework/subcontract/preview.njk', {
    subcontract: subcontractShown(found),
    dependants: dependantsShown({ ...found, subcontracts: [] }),
    endsOn: calendarDay(endsOn),
    fields: [{ name: 'endsOn', value: endsOn }],
  });
}

async function showEndForm({ api, id, form }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const found = await api.get<SubcontractDependants>(API_PATHS.subcontractDependants(id));
  const { typed } = formView(form, returned);
  return render('pages/framework/subcontract/end.njk', {
    subcontract: subcontractShown(found),
    dependants: dependantsShown({ ...found, subcontracts: [] }),
    endsOn: typed('endsOn', found.subcontract.endsOn ?? ''),
  });
}
