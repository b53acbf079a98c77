import type { ContractDependants } from '#contracts/framework';
import type { Page } from '#contracts/list-page';
import type { LotView } from '#contracts/lots';
import type { BranchView, ContractView } from '#contracts/providers';
import { formPage, type ReturnedForm, formView } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { withEmptyChoice } from '../../../console/form-inputs.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CHANGE_INPUTS, contractInWords, newContractInputs, termFields } from './inputs.js';

const lotsOf = ({ api }: SignedInRequest): Promise<LotView[]> => api.get<LotView[]>(API_PATHS.lots);

/** The form that records a contract of a branch for a lot. */
export const newContractPage = formPage({
  path: PATHS.newContract,
  mayOpen: mayCommission,
  load: lotsOf,
  inputs: newContractInputs,
  send: async ({ api }, command, { key }) => {
    const { id } = await api.post<ContractView>(API_PATHS.newContract, command, key);
    return redirect(PATHS.contract(id), { notice: 'contract_recorded' });
  },
  sentences: {
    branch_not_found: 'No branch has this CQC location ID. Check it, or record the branch first.',
  },
  page: newContract,
});

const SUGGESTED = '200';

async function newContract(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, query } = request;
  const [lots, branches] = await Promise.all([
    lotsOf(request),
    api.get<Page<BranchView>>(API_PATHS.branchesFound({ limit: SUGGESTED })),
  ]);
  const { typed } = formView(form, returned);
  const chosen = typed('lotId', query.text('lotId'));
  return render('pages/framework/contract-form/new.njk', {
    branchId: query.text('branchId').slice(0, 20),
    branches: branches.items,
    hasLots: lots.length > 0,
    lots: withEmptyChoice(
      'Choose a lot',
      lots.map(({ id, code, name }) => ({ value: id, text: `${code} ${name}`, selected: id === chosen })),
    ),
    fields: { tier: '1', rankInTier: '1', noticeDays: '28' },
  });
}

/** The form that changes the terms of a contract. Its branch and lot stay. */
export const changeContractPage = formPage({
  path: PATHS.changeContract(':id'),
  mayOpen: mayCommission,
  inputs: CHANGE_INPUTS,
  send: async ({ api, id }, command) => {
    await api.put<ContractView>(API_PATHS.contract(id), command);
    return redirect(PATHS.contract(id), { notice: 'contract_changed' });
  },
  page: changeContract,
});

async function changeContract({ api, id }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { contract } = await api.get<ContractDependants>(API_PATHS.contractDependants(id));
  return render('pages/framework/contract-form/change.njk', {
    contract,
    fields: termFields(contract),
    upliftHref: `${PATHS.upliftContracts}?c-${contract.id}=${contract.version}`,
    recorded: returned?.isStale ? contractInWords(contract) : null,
  });
}
