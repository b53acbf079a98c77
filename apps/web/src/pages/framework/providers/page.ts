import type { Page } from '#contracts/list-page';
import type { ProviderView } from '#contracts/providers';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';

const ROWS = '200';
const CQC_ID = /^1-\d{1,12}$/;

/** The list of providers in the register, which all authorities share, with links to their contracts. */
export const providersPage: SignedInPage = {
  path: PATHS.providers,
  mayOpen: mayCommission,
  get: async ({ api, query }) => {
    const after = CQC_ID.test(query.text('after')) ? query.text('after') : '';
    const { items, next } = await api.get<Page<ProviderView>>(
      API_PATHS.providersFound({ limit: ROWS, after }),
    );
    return render('pages/framework/providers/page.njk', {
      rows: items.map(({ id, name }) => ({
        id,
        name,
        contracts: PATHS.contracts + queryOf({ providerId: id }),
        branch: PATHS.newBranch + queryOf({ providerId: id }),
      })),
      more: next && PATHS.providers + queryOf({ after: next }),
    });
  },
};

/** The form that records a provider in the register. */
export const newProviderPage = formPage({
  path: PATHS.newProvider,
  mayOpen: mayCommission,
  inputs: {
    id: requiredText('Enter the CQC provider ID, such as 1-101635212.'),
    name: requiredText('Enter the name of the provider, in up to 200 characters.'),
  },
  send: async ({ api }, command, { key }) => {
    const { id } = await api.post<ProviderView>(API_PATHS.newProvider, command, key);
    return redirect(PATHS.newBranch + queryOf({ providerId: id }), { notice: 'provider_recorded' });
  },
  page: (_: SignedInRequest, __?: ReturnedForm): Rendered => render('pages/framework/providers/new.njk', {}),
});
