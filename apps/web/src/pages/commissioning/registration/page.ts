import type { BranchCapabilitiesView } from '#contracts/capabilities';
import type { LotView } from '#contracts/lots';
import type { BranchView, Registration } from '#contracts/providers';
import type { Form } from '../../../console/form.js';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { oneOf, ticked, version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { londonFields } from '../../../formats/london-time.js';
import { NO_RATING, RATING_WORDING, registrationInWords } from '../../../wording/branches.js';
import { ERROR_WORDING } from '../../../wording/errors.js';
import { SOURCE_INPUTS, sourceFieldsShown, sourceInWords } from '../register-source.js';
import { readPreview } from '../preview/preview-shown.js';

const FIRST_STATUS = 'status-registered';

/**
 * The form that changes the registration of a branch. If the branch could then no longer deliver care, a
 * preview shows the effects first.
 */
export const registrationPage = formPage({
  path: PATHS.branchRegistration(':id'),
  mayOpen: mayCommission,
  load: recordedBranch,
  inputs: {
    status: oneOf(['registered', 'deregistered'], 'Choose whether the branch is registered.', FIRST_STATUS),
    dormant: ticked(),
    personalCare: ticked(),
    ...SOURCE_INPUTS,
    version: version(),
  },
  check: ({ version: seen, ...registration }, branch) =>
    seen === branch.version && isSame(registration, branch.registration)
      ? [{ field: FIRST_STATUS, text: ERROR_WORDING.nothing_to_change }]
      : [],
  preview: async ({ api, form }, { status, dormant, personalCare }, { loaded: branch }) => {
    const registration = { status, dormant, personalCare };
    return mayWork(registration) ? null : previewClosure({ api, form }, branch, registration);
  },
  send: async (
    { api, id },
    { version: seen, kind, reference, publishedOn, ...registration },
    { loaded: branch },
  ) => {
    // A request to the API replaces all details of a branch. So this form also sends the other recorded
    // details. If another user changes these details meanwhile, the API refuses the request.
    const { name, postcode, ratings, telephone, managerName } = branch;
    const kept = { name, postcode, ratings, telephone, managerName };
    const source = { kind, reference, publishedOn };
    const details = { ...kept, registration, source, version: seen };
    await api.put<BranchView>(API_PATHS.branch(id), details);
    return redirect(PATHS.branch(id), {
      notice: mayWork(registration) ? 'registration_changed' : 'registration_lost',
    });
  },
  page: showForm,
});

function recordedBranch({ api, id }: SignedInRequest): Promise<BranchView> {
  return api.get<BranchView>(API_PATHS.branch(id));
}

/**
 * Returns true if a branch with this registration may deliver care. A change to such a registration needs no
 * preview.
 */
const mayWork = ({ status, dormant, personalCare }: Registration): boolean =>
  status === 'registered' && !dormant && personalCare;

const isSame = (a: Registration, b: Registration): boolean =>
  a.status === b.status && a.dormant === b.dormant && a.personalCare === b.personalCare;

async function previewClosure(
  { api, form }: Pick<SignedInRequest, 'api' | 'form'>,
  branch: BranchView,
  registration: Registration,
): Promise<Rendered> {
  const lots = await api.get<LotView[]>(API_PATHS.lots);
  return render('pages/commissioning/registration/preview.njk', {
    branch,
    preview: await readPreview(api, API_PATHS.previewClosure, { branchId: branch.id }, lots),
    sentences: registrationInWords(registration),
    fields: ['version', 'status', 'dormant', 'personalCare', 'kind', 'reference', 'publishedOn'].map(
      (name) => ({
        name,
        value: form.text(name),
      }),
    ),
  });
}

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const [branch, { councils }] = await Promise.all([
    recordedBranch(request),
    request.api.get<BranchCapabilitiesView>(API_PATHS.branchCapabilities(request.id)),
  ]);
  return render('pages/commissioning/registration/page.njk', {
    branch,
    councils,
    registration: returned ? typedRegistration(request.form) : branch.registration,
    source: sourceFieldsShown(returned ? request.form : null, londonFields(request.now.toISOString()).date),
    rating: branch.ratings.overall ? RATING_WORDING[branch.ratings.overall] : NO_RATING,
    recorded: returned?.isStale
      ? [...registrationInWords(branch.registration), sourceInWords(branch.source)]
      : null,
  });
}

const typedRegistration = (form: Form) => ({
  status: form.text('status'),
  dormant: form.text('dormant') !== '',
  personalCare: form.text('personalCare') !== '',
});
