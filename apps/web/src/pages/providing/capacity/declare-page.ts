import type { CapacityDeclaration, CapacityView, WorkView } from '#contracts/providers';
import { type Band, BANDS } from '#contracts/visits';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, type Form, versionSeen } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { minutesOf, type TypedHours, typedHours } from '../../../formats/typed-hours.js';
import { DOORS, PATHS } from '../../../paths.js';
import { BAND_WORDING } from '../../../wording/visits.js';
import { notFound } from '../not-found.js';

const HOURS_SENTENCE =
  'Enter the hours and minutes to spare in a week as whole numbers, minutes from 0 to 59.';

/** What one branch has to spare in one lot. */
export const declareCapacityPage: SignedInPage = {
  path: PATHS.declareCapacity(':branchId', ':lotId'),
  get: async (visit) => {
    const work = await workIn(visit);
    const { capacity } = work;
    const fields = capacity && { ...capacity, ...typedHours(capacity.spareMinutes) };
    return declaring(visit, work, fields ?? { hours: '', minutes: '', bands: [], doubleUps: false });
  },
  post: async (visit) => {
    const { api, form } = visit;
    const work = await workIn(visit);
    const fields = fieldsOf(form);
    const spareMinutes = minutesOf(fields);
    if (spareMinutes === null)
      return declaring(visit, work, fields, [{ field: 'hours', text: HOURS_SENTENCE }], 400);
    const { bands, doubleUps } = fields;
    const declaration: CapacityDeclaration = { spareMinutes, bands, doubleUps };
    const version = Number(form.text('version')) || undefined;
    try {
      await api.put<CapacityView>(DOORS.declareCapacity(work.branchId, work.lotId), {
        ...declaration,
        ...(version && { version }),
      });
      return goTo(PATHS.capacity, { notice: 'capacity_declared' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const faults = faultsOf(error.problem, { spareMinutes: HOURS_SENTENCE }).map((fault) =>
        fault.field === 'spareMinutes' ? { ...fault, field: 'hours' } : fault,
      );
      return declaring(visit, await workIn(visit), fields, faults, error.problem.status);
    }
  },
};

interface Fields extends TypedHours {
  readonly bands: readonly Band[];
  readonly doubleUps: boolean;
}

const fieldsOf = (form: Form): Fields => ({
  hours: form.text('hours'),
  minutes: form.text('minutes'),
  bands: BANDS.filter((band) => form.text(`band-${band}`) !== ''),
  doubleUps: form.text('doubleUps') === 'yes',
});

async function workIn({ api, parameters }: Visit): Promise<WorkView> {
  const work = await api.get<WorkView[]>(DOORS.work);
  const { branchId, lotId } = parameters;
  const one = work.find((own) => own.branchId === branchId && own.lotId === lotId && own.isCurrent);
  return one ?? notFound('branch_not_found');
}

function declaring(
  { form }: Visit,
  work: WorkView,
  fields: Fields,
  faults: readonly Fault[] = [],
  status?: number,
): Shown {
  const { capacity } = work;
  const view = {
    ...{ work, fields, faults },
    bands: BANDS.map((band) => ({
      name: `band-${band}`,
      value: 'yes',
      text: BAND_WORDING[band],
      checked: fields.bands.includes(band),
    })),
    now: status === 409 && capacity ? hoursInWords(capacity.spareMinutes) : null,
    version: versionSeen(form, capacity?.version, status),
  };
  return show('pages/providing/capacity/declare.njk', view, status);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return ['invalid_request', 'version_stale', 'version_required', 'lot_not_found'].includes(code);
}
