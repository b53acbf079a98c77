import { randomUUID } from 'node:crypto';
import type { BranchFileView } from '#contracts/coverage';
import { MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, keyOf } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, type Sent, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { conditionInWords, SOURCE_WORDING } from '../../../wording/restrictions.js';
import { askPreview } from '../preview/ask-preview.js';
import { conditionChoices, lotChoices } from './choices.js';
import { citedNow } from './document.js';
import { noticeFaults } from './faults.js';
import { readNotice, RECORDED_SOURCES, typedFields } from './restriction-form.js';

/** Recording a restriction: what it would do is shown before, and it is confirmed as it was shown. */
export const restrictPage: SignedInPage = {
  path: PATHS.restrictBranch(':id'),
  isFor: mayCommission,
  takesFile: true,
  get: async (visit) => formShown(await placeOf(visit)),
  post: async (visit) => {
    let place = await placeOf(visit);
    const step = visit.form.text('step');
    if (step === 'change') return formShown(place);
    try {
      place = await withDocument(place);
      const { faults } = place.read;
      if (faults.length > 0) return formShown(place, faults, 400);
      return await (step === 'confirm' ? confirmed(place) : previewed(place));
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const { problem } = error;
      return formShown(place, noticeFaults(problem), problem.status);
    }
  },
};

interface Place {
  readonly visit: Visit;
  readonly branch: BranchFileView;
  readonly lots: readonly LotView[];
  readonly read: ReturnType<typeof readNotice>;
  /** Every field as it is to be kept. */
  readonly typed: Readonly<Record<string, string>>;
}

/** The branch, the lots that the notice may name, and what was typed. */
async function placeOf(visit: Visit): Promise<Place> {
  const { api, form, now, parameters } = visit;
  const [branch, lots] = await Promise.all([
    api.get<BranchFileView>(DOORS.branchFile(parameters.id ?? '')),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const ids = lots.map(({ id }) => id);
  return { visit, branch, lots, read: readNotice(form, ids, now), typed: typedFields(form, ids) };
}

async function withDocument(place: Place): Promise<Place> {
  const { visit, read, typed } = place;
  if (!visit.form.file('document')) return place;
  const cited = await citedNow(visit);
  return {
    ...place,
    read: { ...read, notice: { ...read.notice, documentId: cited.documentId } },
    typed: { ...typed, ...cited },
  };
}

async function previewed({ visit, branch, lots, read, typed }: Place): Promise<Shown> {
  const { source, from, to, lotIds, conditions } = read.notice;
  const proposed = { branchId: branch.branch.id, source, from, to, lotIds, conditions };
  return show('pages/commissioning/restrict/preview.njk', {
    branch: branch.branch,
    preview: await askPreview(visit.api, DOORS.previewRestriction, proposed, lots),
    ...{ documentId: typed.documentId, documentName: typed.documentName },
    proposed: {
      ...read.notice,
      source: SOURCE_WORDING[source],
      beginsNow: visit.form.text('begins') !== 'at',
      lots: lots.filter(({ id }) => lotIds.includes(id)).map(({ code, name }) => `${code} ${name}`),
      sentences: conditions.map(conditionInWords),
    },
    fields: Object.entries({ ...typed, key: typed.key ?? randomUUID() }).map(([name, value]) => ({
      name,
      value,
    })),
  });
}

async function confirmed({ visit: { api, form }, branch, read }: Place): Promise<Sent> {
  const notice = { branchId: branch.branch.id, ...read.notice };
  const { id } = await api.post<RestrictionView>(DOORS.newRestriction, notice, keyOf(form));
  return goTo(PATHS.restriction(id), { notice: 'restriction_recorded' });
}

function formShown(place: Place, faults: readonly Fault[] = [], status?: number): Shown {
  const { branch, lots, typed } = place;
  const own = new Set(branch.lots.map(({ lotId }) => lotId));
  return show(
    'pages/commissioning/restrict/page.njk',
    {
      branch: branch.branch,
      action: PATHS.restrictBranch(branch.branch.id),
      typed,
      faults,
      accept: MEDIA_TYPES.join(','),
      documentKey: randomUUID(),
      sources: RECORDED_SOURCES.map((value) => ({
        value,
        text: SOURCE_WORDING[value],
        checked: typed.source === value,
      })),
      lots: lotChoices(
        lots.filter(({ id }) => own.has(id)),
        typed,
      ),
      conditions: conditionChoices(typed),
    },
    status,
  );
}

const IS_FOR_THE_FORM: ReadonlySet<string> = new Set([
  'invalid_request',
  'restriction_invalid',
  ...['document_not_found', 'document_type_not_allowed', 'document_invalid'],
  'lot_not_found',
]);

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return IS_FOR_THE_FORM.has(code);
}
