import type { Page } from '#contracts/list-page';
import type { PackageStanding } from '#contracts/packages';
import type { PlacementView } from '#contracts/placements';
import type { BranchView, SubcontractView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/form-inputs.js';
import { type PageAnswer, redirect, render, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { todayAt } from '../contracts-shown.js';

/** The form that gives live care to another branch under the same contract: the contracted branch or its subcontractor. */
export const changeDelivererPage = formPage({
  path: PATHS.changeDeliverer(':id'),
  mayOpen: mayBroker,
  load: liveCare,
  inputs: {
    deliveringBranchId: requiredText('Choose the branch that delivers.'),
    reason: requiredText('Enter the reason, in up to 2,000 characters.'),
    version: version(),
  },
  send: async ({ api, id }, command, { key, loaded }) => {
    if (!loaded) return careNotLive(id);
    await api.post<PlacementView>(API_PATHS.changeDeliverer(loaded.placement.id), command, key);
    return redirect(PATHS.package(id), { notice: 'deliverer_changed' });
  },
  showsEveryRefusal: true,
  page: showForm,
});

interface LiveCare {
  readonly standing: PackageStanding;
  readonly placement: PlacementView;
}

async function liveCare({ api, id }: SignedInRequest): Promise<LiveCare | null> {
  const standing = await api.get<PackageStanding>(API_PATHS.packageStanding(id));
  const { placement } = standing;
  return placement?.status === 'live' ? { standing, placement } : null;
}

const careNotLive = (packageId: string): PageAnswer =>
  redirect(PATHS.package(packageId), { notice: 'care_not_live' });

const MOST = '200';

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<PageAnswer> {
  const { api, form, id, now } = request;
  const care = await liveCare(request);
  if (!care) return careNotLive(id);
  const { standing, placement } = care;
  const { branchId, lotId, deliveringBranchId } = placement;
  const { items } = await api.get<Page<SubcontractView>>(
    API_PATHS.subcontracts({ branchId, lotId, limit: MOST }),
  );
  const today = todayAt(now);
  const current = items.filter(
    (one) =>
      one.branchId === branchId && one.startsOn <= today && (one.endsOn === null || one.endsOn >= today),
  );
  const others = [...new Set([branchId, ...current.map((one) => one.deliveringBranchId)])].filter(
    (one) => one !== deliveringBranchId,
  );
  const branches = await Promise.all(others.map((one) => api.get<BranchView>(API_PATHS.branch(one))));
  const { typed } = formView(form, returned);
  return render('pages/framework/change-deliverer/page.njk', {
    packageId: id,
    reference: standing.package.reference,
    version: placement.version,
    present: standing.branchNames[deliveringBranchId] ?? deliveringBranchId,
    branches: branches.map((branch) => ({
      value: branch.id,
      text: branch.name + (branch.id === branchId ? ' (has the contract)' : ''),
      checked: branch.id === typed('deliveringBranchId'),
    })),
  });
}
