import { randomUUID } from 'node:crypto';
import type { BranchFileView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf, listedFaults } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { askPreview } from '../preview/ask-preview.js';
import { lotChoices } from '../restrict/choices.js';
import { lotField } from '../restrict/restriction-form.js';

const SENTENCES = {
  reason: 'Say why the branch hands back, as the provider gave it.',
  noticeDays: 'Enter a whole number of days, 0 to 366, or leave it empty for what the contracts ask for.',
} as const;
const FIELD_OF_FAULT = { reason_missing: 'reason', notice_invalid: 'noticeDays' } as const;
const FIELD_OF_CODE = { already_handed_back: 'reason' } as const;
const IS_FOR_THE_FORM: ReadonlySet<string> = new Set([
  ...['invalid_request', 'hand_back_invalid', 'already_handed_back', 'lot_not_found'],
]);

/** A provider gave up care by letter or telephone: what that means is shown before it is recorded. */
export const handBackPage: SignedInPage = {
  path: PATHS.recordHandBack(':id'),
  isFor: mayCommission,
  get: async (visit) => formShown(visit, await placeOf(visit)),
  post: async (visit) => {
    const place = await placeOf(visit);
    const { api, form } = visit;
    if (form.text('step') === 'change') return formShown(visit, place);
    const { command, faults } = place.read;
    if (faults.length > 0) return formShown(visit, place, faults, 400);
    try {
      if (form.text('step') !== 'confirm') return await previewed(visit, place);
      await api.post(DOORS.newHandBack, command, keyOf(form));
      return goTo(PATHS.branch(command.branchId), { notice: 'hand_back_recorded' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.has(error.problem.code)) throw error;
      const { problem } = error;
      const listed = listedFaults(problem, FIELD_OF_FAULT);
      const refused = listed.length > 0 ? listed : faultsOf(problem, SENTENCES, FIELD_OF_CODE);
      return formShown(visit, place, refused, problem.status);
    }
  },
};

interface Place {
  readonly file: BranchFileView;
  readonly lots: readonly LotView[];
  readonly read: ReturnType<typeof readHandBack>;
}

async function placeOf(visit: Visit): Promise<Place> {
  const { api, parameters } = visit;
  const branchId = parameters.id ?? '';
  const [file, all] = await Promise.all([
    api.get<BranchFileView>(DOORS.branchFile(branchId)),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const lots = all.filter(({ id }) => file.lots.some(({ lotId }) => lotId === id));
  return { file, lots, read: readHandBack(visit, lots) };
}

function readHandBack({ form, parameters }: Visit, lots: readonly LotView[]) {
  const typed = form.text('noticeDays');
  const faults: Fault[] = [];
  if (form.text('reason') === '') faults.push({ field: 'reason', text: SENTENCES.reason });
  if (typed !== '' && !/^\d{1,3}$/.test(typed))
    faults.push({ field: 'noticeDays', text: SENTENCES.noticeDays });
  const lotIds = lots.map(({ id }) => id).filter((id) => form.text(lotField(id)) !== '');
  const noticeDays = typed === '' ? null : Number(typed);
  return {
    command: { branchId: parameters.id ?? '', lotIds, noticeDays, reason: form.text('reason') },
    faults,
  };
}

async function previewed({ api, form }: Visit, { file, lots, read }: Place): Promise<Shown> {
  const { branchId, lotIds, noticeDays, reason } = read.command;
  const proposed = { branchId, lotIds, noticeDays };
  const fields = { reason, noticeDays: form.text('noticeDays'), key: keyOf(form) };
  return show('pages/commissioning/hand-back/preview.njk', {
    branch: file.branch,
    preview: await askPreview(api, DOORS.previewHandBack, proposed, lots),
    reason,
    noticeDays,
    lots: lots.filter(({ id }) => lotIds.includes(id)).map(({ code, name }) => `${code} ${name}`),
    fields: [
      ...Object.entries(fields).map(([name, value]) => ({ name, value })),
      ...lotIds.map((id) => ({ name: lotField(id), value: 'yes' })),
    ],
  });
}

function formShown(
  { form }: Visit,
  { file, lots }: Place,
  faults: readonly Fault[] = [],
  status?: number,
): Shown {
  const typed = Object.fromEntries(lots.map(({ id }) => [lotField(id), form.text(lotField(id))] as const));
  const view = {
    branch: file.branch,
    typed: { reason: form.exact('reason'), noticeDays: form.exact('noticeDays') },
    lots: lotChoices(lots, typed),
    key: form.exact('key') || randomUUID(),
    faults,
  };
  return show('pages/commissioning/hand-back/page.njk', view, status);
}
