import type { LotView } from '#contracts/lots';
import type { BranchView, Registration } from '#contracts/providers';
import { ApiProblem } from '../../../api/api-problem.js';
import { idIn } from '../../../console/deed.js';
import { type Fault, faultsOf, type Form } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, type Sent, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { registrationInWords } from '../../../wording/registrations.js';
import { askPreview } from '../preview/ask-preview.js';

const CHOOSE = { field: 'status-registered', text: 'Choose whether the branch is registered.' };
const UNCHANGED = {
  field: 'status-registered',
  text: 'This is how it already is. Change something, or go back.',
};
const IS_FOR_THE_FORM: ReadonlySet<string> = new Set(['version_stale', 'branch_invalid', 'invalid_request']);

/** A branch closes, or is registered again: what a closure would mean is shown before it is recorded. */
export const registrationPage: SignedInPage = {
  path: PATHS.branchRegistration(':id'),
  isFor: mayCommission,
  get: async (visit) => {
    const branch = await recorded(visit);
    return formShown(branch, { typed: branch.registration });
  },
  post: async (visit) => {
    const branch = await recorded(visit);
    const [typed, step, version] = [registrationIn(visit.form), visit.form.text('step'), versionIn(visit)];
    if (typed === null) return formShown(branch, { typed, version, faults: [CHOOSE], status: 400 });
    if (step === 'change') return formShown(branch, { typed, version });
    if (version === branch.version && isSame(typed, branch.registration))
      return formShown(branch, { typed, version, faults: [UNCHANGED], status: 400 });
    try {
      if (step !== 'confirm' && !isWhole(typed)) return await previewed(visit, branch, typed);
      return await sent(visit, branch, typed);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.has(error.problem.code)) throw error;
      const { problem } = error;
      return formShown(branch, { typed, version, faults: faultsOf(problem), status: problem.status });
    }
  },
};

const recorded = (visit: Visit): Promise<BranchView> => visit.api.get<BranchView>(DOORS.branch(idIn(visit)));
const versionIn = ({ form }: Visit): number => Number(form.text('version'));

function registrationIn(form: Form): Registration | null {
  const status = form.text('status');
  if (status !== 'registered' && status !== 'deregistered') return null;
  return { status, dormant: form.text('dormant') !== '', personalCare: form.text('personalCare') !== '' };
}

/** Nothing is missing of it, so that there is nothing to be warned of. */
const isWhole = ({ status, dormant, personalCare }: Registration): boolean =>
  status === 'registered' && !dormant && personalCare;

const isSame = (one: Registration, other: Registration): boolean =>
  one.status === other.status && one.dormant === other.dormant && one.personalCare === other.personalCare;

/** All else goes back as it stands; it is refused where that is not what was seen. */
async function sent(visit: Visit, branch: BranchView, registration: Registration): Promise<Sent> {
  const { name, postcode, ratings, capabilities } = branch;
  const file = { name, postcode, ratings, capabilities, registration, version: versionIn(visit) };
  await visit.api.put<BranchView>(DOORS.branch(branch.id), file);
  const notice = isWhole(registration) ? 'registration_changed' : 'registration_lost';
  return goTo(PATHS.branch(branch.id), { notice });
}

async function previewed({ api, form }: Visit, branch: BranchView, typed: Registration): Promise<Shown> {
  const lots = await api.get<LotView[]>(DOORS.lots);
  return show('pages/commissioning/registration/preview.njk', {
    branch,
    preview: await askPreview(api, DOORS.previewClosure, { branchId: branch.id }, lots),
    sentences: registrationInWords(typed),
    fields: ['version', 'status', 'dormant', 'personalCare'].map((name) => ({
      name,
      value: form.text(name),
    })),
  });
}

interface Typed {
  readonly typed: Registration | null;
  /** What was seen when it was typed. */
  readonly version?: number;
  readonly faults?: readonly Fault[];
  readonly status?: number;
}

function formShown(branch: BranchView, { typed, version, faults = [], status }: Typed): Shown {
  const wasOvertaken = version !== undefined && version !== branch.version;
  const view = {
    ...{ branch, typed, faults },
    recorded: wasOvertaken ? registrationInWords(branch.registration) : null,
  };
  return show('pages/commissioning/registration/page.njk', view, status);
}
