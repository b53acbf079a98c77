import type { CapacityView, WorkView } from '#contracts/providers';
import { type Band, BANDS } from '#contracts/visits';
import { refuse } from '../../../api.js';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { duration, type Input, tickedOf } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { typedDuration } from '../../../formats/typed-amounts.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { BAND_WORDING } from '../../../wording/visits.js';

const bandField = (band: Band): string => `band-${band}`;

/** The form that declares the spare capacity of one branch in one lot. */
export const declareCapacityPage = formPage({
  path: PATHS.declareCapacity(':branchId', ':lotId'),
  inputs: {
    spareMinutes: duration('Enter the hours to spare in a week, such as 10.5 or 10:30.', { field: 'hours' }),
    bands: tickedOf(BANDS, bandField),
    doubleUps: { read: (form) => ({ value: form.text('doubleUps') === 'yes' }) } satisfies Input<boolean>,
    version: versionIfDeclared(),
  },
  send: async (request, command) => {
    const { branchId, lotId } = await workOf(request);
    await request.api.put<CapacityView>(API_PATHS.declareCapacity(branchId, lotId), command);
    return redirect(PATHS.capacity, { notice: 'capacity_declared' });
  },
  page: declareCapacity,
});

/**
 * Defines the hidden field with the version of the earlier declaration that this form replaces. The field is
 * empty if the branch has not declared its capacity in the lot before.
 */
function versionIfDeclared(): Input<number | undefined> {
  return { field: null, read: (form) => ({ value: Number(form.text('version')) || undefined }) };
}

/**
 * Finds the capacity and the other data of a branch in a lot.
 *
 * @throws ApiProblem `branch_not_found` if the branch does not work in the lot
 */
async function workOf({ api, parameters }: SignedInRequest): Promise<WorkView> {
  const work = await api.get<WorkView[]>(API_PATHS.work);
  const { branchId, lotId } = parameters;
  const ownWork = work.find((own) => own.branchId === branchId && own.lotId === lotId && own.isCurrent);
  return ownWork ?? refuse('branch_not_found', 404);
}

async function declareCapacity(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { form } = request;
  const work = await workOf(request);
  const { capacity } = work;
  const recorded = capacity ? typedDuration(capacity.spareMinutes) : '';
  const hasBand = (band: Band): boolean =>
    returned ? form.text(bandField(band)) !== '' : (capacity?.bands.includes(band) ?? false);
  return render('pages/providing/capacity/declare.njk', {
    work,
    hours: returned ? form.text('hours') : recorded,
    bands: BANDS.map((band) => ({
      name: bandField(band),
      value: 'yes',
      text: BAND_WORDING[band],
      checked: hasBand(band),
    })),
    doubleUps: returned ? form.text('doubleUps') === 'yes' : capacity?.doubleUps,
    newerState: returned?.isStale && capacity ? hoursInWords(capacity.spareMinutes) : null,
    currentVersion: capacity?.version,
  });
}
