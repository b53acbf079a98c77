import type { BranchFileView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { formPage, formView, type ReturnedForm, type Submission } from '../../../console/form-page.js';
import { type CommandOf, nullableWholeNumber, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { readPreview } from '../preview/preview-shown.js';
import { lotChoices, lotField, lotsInput } from '../restrict/restriction-form.js';

/**
 * The form with which a commissioner records a hand-back that a provider gave by letter or telephone. A
 * preview shows the effects first.
 */
export const handBackPage = formPage({
  path: PATHS.recordHandBack(':id'),
  mayOpen: mayCommission,
  load: branchAndLots,
  inputs: handBackInputs,
  preview: previewHandBack,
  send: async ({ api, id }, command, { key }) => {
    await api.post(API_PATHS.newHandBack, { branchId: id, ...command }, key);
    return redirect(PATHS.branch(id), { notice: 'hand_back_recorded' });
  },
  page: showForm,
});

interface BranchAndLots {
  readonly branch: BranchFileView['branch'];
  readonly lots: readonly LotView[];
}

function handBackInputs({ lots }: BranchAndLots) {
  return {
    lotIds: lotsInput(lots),
    noticeDays: nullableWholeNumber(
      'Enter a whole number of days, 0 to 366, or leave it empty for the notice in the contracts.',
    ),
    reason: requiredText('Enter the reason for the hand-back.'),
  };
}

/** Loads a branch and the lots in which the branch works. */
async function branchAndLots({ api, id }: SignedInRequest): Promise<BranchAndLots> {
  const [file, all] = await Promise.all([
    api.get<BranchFileView>(API_PATHS.branchFile(id)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  const lots = all.filter((lot) => file.lots.some(({ lotId }) => lotId === lot.id));
  return { branch: file.branch, lots };
}

async function previewHandBack(
  { api, form, id }: SignedInRequest,
  { lotIds, noticeDays, reason }: CommandOf<ReturnType<typeof handBackInputs>>,
  { key, loaded }: Submission<BranchAndLots>,
): Promise<Rendered> {
  const { branch, lots } = loaded;
  const proposed = { branchId: id, lotIds, noticeDays };
  const fields = { reason, noticeDays: form.text('noticeDays'), key };
  return render('pages/commissioning/hand-back/preview.njk', {
    branch,
    preview: await readPreview(api, API_PATHS.previewHandBack, proposed, lots),
    reason,
    noticeDays,
    lots: lots.filter((lot) => lotIds.includes(lot.id)).map(({ code, name }) => `${code} ${name}`),
    fields: [
      ...Object.entries(fields).map(([name, value]) => ({ name, value })),
      ...lotIds.map((lotId) => ({ name: lotField(lotId), value: 'yes' })),
    ],
  });
}

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { branch, lots } = await branchAndLots(request);
  const { typed } = formView(request.form, returned);
  const ticked = Object.fromEntries(lots.map(({ id }) => [lotField(id), typed(lotField(id))]));
  return render('pages/commissioning/hand-back/page.njk', {
    branch,
    fields: { reason: typed('reason'), noticeDays: typed('noticeDays') },
    lots: lotChoices(lots, ticked),
    key: typed('key'),
  });
}
