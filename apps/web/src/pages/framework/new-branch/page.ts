import type { Page } from '#contracts/list-page';
import type { BranchView, ProviderView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, ticked } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import {
  BRANCH_FORM,
  BRANCH_INPUTS,
  branchFormShown,
  SKILLS_INPUT,
} from '../../commissioning/change-branch/branch-form.js';
import { SOURCE_INPUTS, sourceFieldsShown } from '../../commissioning/register-source.js';
import { todayAt } from '../contracts-shown.js';

const { version: _, ...DETAILS } = BRANCH_INPUTS;
const SUGGESTED = '200';

/** The form that records a branch in the register, with its registration, ratings and their source. */
export const newBranchPage = formPage({
  path: PATHS.newBranch,
  mayOpen: mayCommission,
  name: BRANCH_FORM,
  inputs: {
    providerId: requiredText('Enter the CQC provider ID, such as 1-101635212.'),
    id: requiredText('Enter the CQC location ID, such as 1-123456789.'),
    ...DETAILS,
    capabilities: SKILLS_INPUT,
    personalCare: ticked(),
    ...SOURCE_INPUTS,
  },
  send: async ({ api }, command, { key: idempotencyKey }) => {
    const { ratings, ratedOn, personalCare, kind, reference, publishedOn, ...details } = command;
    const registration = { status: 'registered', dormant: false, personalCare };
    const source = { kind, reference, publishedOn };
    const branch = { ...details, ratings: { ...ratings, ratedOn }, registration, source };
    const { id } = await api.post<BranchView>(API_PATHS.newBranch, branch, idempotencyKey);
    return redirect(PATHS.branch(id), { notice: 'branch_recorded' });
  },
  sentences: { provider_not_found: 'No provider has this CQC ID. Check it, or record the provider first.' },
  page: newBranch,
});

const EMPTY: BranchView = {
  id: '',
  providerId: '',
  providerName: '',
  name: '',
  postcode: '',
  telephone: null,
  managerName: null,
  registration: { status: 'registered', dormant: false, personalCare: true },
  ratings: {
    overall: null,
    safe: null,
    effective: null,
    caring: null,
    responsive: null,
    wellLed: null,
    ratedOn: null,
  },
  capabilities: [],
  source: null,
  version: 1,
};

async function newBranch(
  { api, form, query, now }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const providers = await api.get<Page<ProviderView>>(API_PATHS.providersFound({ limit: SUGGESTED }));
  const { typed } = formView(form, returned);
  return render('pages/framework/new-branch/page.njk', {
    providers: providers.items,
    id: typed('branch-id'),
    providerId: typed('branch-providerId', query.text('providerId').slice(0, 20)),
    personalCare: returned ? form.text('personalCare') !== '' : true,
    form: branchFormShown(EMPTY, returned ? form : null),
    source: sourceFieldsShown(returned ? form : null, todayAt(now)),
  });
}
