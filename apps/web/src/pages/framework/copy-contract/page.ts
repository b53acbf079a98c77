import type { ContractDependants, ContractLine } from '#contracts/framework';
import type { LotView } from '#contracts/lots';
import type { ContractView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { nullableText, requiredText, tickedOf } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { contractRow, todayAt } from '../contracts-shown.js';

interface Loaded {
  readonly contract: ContractLine;
  readonly lots: readonly LotView[];
}

async function load({ api, id }: SignedInRequest): Promise<Loaded> {
  const [{ contract }, lots] = await Promise.all([
    api.get<ContractDependants>(API_PATHS.contractDependants(id)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  return { contract, lots: lots.filter((lot) => lot.id !== contract.lotId) };
}

const fieldOf = (lotId: string): string => `lot-${lotId}`;

/** The form that copies a contract to other lots, with the same place, notice and rates. */
export const copyContractPage = formPage({
  path: PATHS.copyContract(':id'),
  mayOpen: mayCommission,
  load,
  inputs: ({ lots }: Loaded) => ({
    lotIds: tickedOf(
      lots.map(({ id }) => id),
      fieldOf,
    ),
    startsOn: requiredText('Enter the first day of the copies.'),
    endsOn: nullableText('Enter the last day of the copies, or leave it empty.'),
  }),
  check: ({ lotIds }, { lots }) => {
    const [first] = lots;
    return lotIds.length > 0 || !first
      ? []
      : [{ field: fieldOf(first.id), text: 'Choose at least one lot.' }];
  },
  send: async ({ api, id }, command, { key, loaded }) => {
    await api.post<ContractView[]>(API_PATHS.copyContract(id), command, key);
    const to = PATHS.contracts + queryOf({ branchId: loaded.contract.branchId });
    return redirect(to, { notice: 'contract_copied' });
  },
  sentences: {
    contract_overlaps:
      'The branch has a contract for one of these lots in these dates. Choose other lots or dates.',
  },
  page: showForm,
});

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { contract, lots } = await load(request);
  const { typed } = formView(request.form, returned);
  return render('pages/framework/copy-contract/page.njk', {
    contract: contractRow(contract, todayAt(request.now)),
    fields: {
      startsOn: typed('startsOn', contract.startsOn),
      endsOn: typed('endsOn', contract.endsOn ?? ''),
    },
    lots: lots.map(({ id, code, name }) => ({
      field: fieldOf(id),
      text: `${code} ${name}`,
      checked: typed(fieldOf(id)) !== '',
    })),
  });
}
