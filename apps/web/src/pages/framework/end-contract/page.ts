import type { ContractDependants } from '#contracts/framework';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { contractRow, todayAt } from '../contracts-shown.js';
import { dependantsShown } from '../contract/dependants-shown.js';

/** The form that gives a contract its last day. All that hangs on the contract is shown first. */
export const endContractPage = formPage({
  path: PATHS.endContract(':id'),
  mayOpen: mayCommission,
  inputs: { endsOn: requiredText('Enter the last day of the contract.'), version: version() },
  preview: (request, command) => previewEnd(request, command),
  send: async ({ api, id }, { endsOn, version: seen }) => {
    const contracts = [{ id, version: seen }];
    await api.post(API_PATHS.changeContracts, { contracts, change: { endsOn } });
    return redirect(PATHS.contract(id), { notice: 'contract_ended' });
  },
  page: showForm,
});

async function previewEnd(
  { api, id, now }: SignedInRequest,
  { endsOn, version: seen }: { readonly endsOn: string; readonly version: number },
): Promise<Rendered | null> {
  // A day that is no date goes to the API, whose refusal says so beside the field.
  if (!/^\d{4}-\d\d-\d\d$/.test(endsOn) || Number.isNaN(Date.parse(endsOn))) return null;
  const dependants = await api.get<ContractDependants>(API_PATHS.contractDependants(id));
  if (endsOn < dependants.contract.startsOn) return null;
  return render('pages/framework/end-contract/preview.njk', {
    contract: contractRow(dependants.contract, todayAt(now)),
    dependants: dependantsShown(dependants),
    endsOn: calendarDay(endsOn),
    fields: [
      { name: 'endsOn', value: endsOn },
      { name: 'version', value: String(seen) },
    ],
  });
}

async function showForm({ api, id, form, now }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const dependants = await api.get<ContractDependants>(API_PATHS.contractDependants(id));
  const { typed } = formView(form, returned);
  return render('pages/framework/end-contract/page.njk', {
    contract: contractRow(dependants.contract, todayAt(now)),
    endsOn: typed('endsOn', dependants.contract.endsOn ?? ''),
    dependants: dependantsShown(dependants),
  });
}
