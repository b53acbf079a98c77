import type { Page } from '#contracts/list-page';
import type { LotView } from '#contracts/lots';
import type { BranchView, SubcontractView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { nullableText, oneOf, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { withEmptyChoice } from '../../../console/form-inputs.js';
import { API_PATHS, PATHS } from '../../../paths.js';

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

/** The form that gives a subcontract its last day. */
export const endSubcontractPage = formPage({
  path: PATHS.endSubcontract(':id'),
  mayOpen: mayCommission,
  inputs: { endsOn: requiredText('Enter the last day of the subcontract.') },
  send: async ({ api, id, query }, command) => {
    const { branchId } = await api.post<SubcontractView>(API_PATHS.endSubcontract(id), command);
    return redirect(query.text('from') === '' ? PATHS.branch(branchId) : PATHS.branch(query.text('from')), {
      notice: 'subcontract_ended',
    });
  },
  page: ({ id }: SignedInRequest): Rendered => render('pages/framework/subcontract/end.njk', { id }),
});
