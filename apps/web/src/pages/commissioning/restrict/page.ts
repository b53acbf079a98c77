import type { BranchFileView } from '#contracts/coverage';
import { MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';
import { formPage, type Submission } from '../../../console/form-page.js';
import type { CommandOf } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { conditionInWords, SOURCE_WORDING } from '../../../wording/restrictions.js';
import { readPreview } from '../preview/preview-shown.js';
import {
  conditionChoices,
  lotChoices,
  noticeInputs,
  RECORDED_SOURCES,
  typedNoticeFields,
} from './restriction-form.js';

/** The form with which a commissioner records a restriction. A preview shows the effects first. */
export const restrictPage = formPage({
  path: PATHS.restrictBranch(':id'),
  mayOpen: mayCommission,
  takesDocument: true,
  load: branchAndLots,
  inputs: ({ lots }, { now }) => noticeInputs(lots, now),
  preview: previewRestriction,
  send: async ({ api, id }, notice, { key }) => {
    const restriction = { branchId: id, ...notice };
    const recorded = await api.post<RestrictionView>(API_PATHS.newRestriction, restriction, key);
    return redirect(PATHS.restriction(recorded.id), { notice: 'restriction_recorded' });
  },
  page: showForm,
});

interface BranchAndLots {
  readonly file: BranchFileView;
  readonly lots: readonly LotView[];
}

async function branchAndLots({ api, id }: SignedInRequest): Promise<BranchAndLots> {
  const [file, lots] = await Promise.all([
    api.get<BranchFileView>(API_PATHS.branchFile(id)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  return { file, lots };
}

async function previewRestriction(
  { api, form }: SignedInRequest,
  notice: CommandOf<ReturnType<typeof noticeInputs>>,
  { key, loaded }: Submission<BranchAndLots>,
): Promise<Rendered> {
  const { file, lots } = loaded;
  const { source, from, to, lotIds, conditions } = notice;
  const proposed = { branchId: file.branch.id, source, from, to, lotIds, conditions };
  return render('pages/commissioning/restrict/preview.njk', {
    branch: file.branch,
    preview: await readPreview(api, API_PATHS.previewRestriction, proposed, lots),
    documentId: form.text('documentId'),
    documentName: form.text('documentName'),
    proposed: {
      ...notice,
      source: SOURCE_WORDING[source],
      beginsNow: form.text('begins') !== 'at',
      lots: lots.filter(({ id }) => lotIds.includes(id)).map(({ code, name }) => `${code} ${name}`),
      sentences: conditions.map(conditionInWords),
    },
    fields: Object.entries({ ...typedNoticeFields(form, lots), key }).map(([name, value]) => ({
      name,
      value,
    })),
  });
}

async function showForm(request: SignedInRequest): Promise<Rendered> {
  const { file, lots } = await branchAndLots(request);
  const fields = typedNoticeFields(request.form, lots);
  const ownLotIds = file.lots.map(({ lotId }) => lotId);
  return render('pages/commissioning/restrict/page.njk', {
    branch: file.branch,
    action: PATHS.restrictBranch(file.branch.id),
    fields,
    accept: MEDIA_TYPES.join(','),
    sources: RECORDED_SOURCES.map((value) => ({
      value,
      text: SOURCE_WORDING[value],
      checked: fields.source === value,
    })),
    lots: lotChoices(
      lots.filter(({ id }) => ownLotIds.includes(id)),
      fields,
    ),
    conditions: conditionChoices(fields),
  });
}
