import { randomUUID } from 'node:crypto';
import type { BranchFileView } from '#contracts/coverage';
import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';
import { ApiProblem } from '../../../api/api-problem.js';
import type { Fault } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, type Sent, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { conditionInWords } from '../../../wording/restrictions.js';
import { conditionChoices, lotChoices } from '../restrict/choices.js';
import { type CitedDocument, citedBefore, citedNow } from '../restrict/document.js';
import { noticeFaults } from '../restrict/faults.js';
import { fieldsOfNotice, readNotice, typedFields } from '../restrict/restriction-form.js';
import { stateOf } from '../restrictions/restrictions-shown.js';

type Typed = Readonly<Record<string, string>>;

/** A notice that is being amended: as it says now, with the document that it cites. */
interface Amended {
  readonly restriction: RestrictionView;
  readonly document: DocumentView | null;
  readonly lots: readonly LotView[];
}

/** A new wording of a notice. Its start is fixed once it has begun; every earlier wording and its document are kept. */
export const amendPage: SignedInPage = {
  path: PATHS.amendRestriction(':id'),
  isFor: mayCommission,
  takesFile: true,
  get: async (visit) => {
    const amended = await asItSays(visit);
    const { restriction, document } = amended;
    const version = String(restriction.version);
    const typed = { ...fieldsOfNotice(restriction), documentName: document?.name ?? '', version };
    return formShown(visit, amended, typed);
  },
  post: async (visit) => {
    const amended = await asItSays(visit);
    const ids = amended.lots.map(({ id }) => id);
    let typed: Typed = { ...typedFields(visit.form, ids), noDocument: visit.form.text('noDocument') };
    try {
      const cited = await citedNow(visit);
      typed = { ...typed, ...cited };
      const { notice, faults } = readNotice(visit.form, ids, visit.now);
      if (faults.length > 0) return await formShown(visit, amended, typed, faults, 400);
      return await sent(visit, amended.restriction, notice, cited);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.has(error.problem.code)) throw error;
      const { problem } = error;
      return formShown(visit, amended, typed, noticeFaults(problem), problem.status);
    }
  },
};

async function asItSays({ api, parameters }: Visit): Promise<Amended> {
  const [restriction, lots] = await Promise.all([
    api.get<RestrictionView>(DOORS.restriction(parameters.id ?? '')),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const { documentId } = restriction;
  const document = documentId === null ? null : await api.get<DocumentView>(DOORS.document(documentId));
  return { restriction, lots, document };
}

/** A file that was chosen goes before the wish to cite none. */
async function sent(
  visit: Visit,
  restriction: RestrictionView,
  notice: ReturnType<typeof readNotice>['notice'],
  { documentId }: CitedDocument,
): Promise<Sent> {
  const { api, form, now } = visit;
  const isNew = documentId !== citedBefore(visit).documentId;
  const citesNone = documentId === '' || (!isNew && form.text('noDocument') !== '');
  const { reference, evidence, reason, from, to, lotIds, conditions } = notice;
  const amendment = {
    ...{ version: Number(form.text('version')), reference, evidence, reason, to, lotIds, conditions },
    documentId: citesNone ? null : documentId,
    ...(stateOf(restriction, now) === 'future' && { from }),
  };
  await api.post(DOORS.amendRestriction(restriction.id), amendment);
  return goTo(PATHS.restriction(restriction.id), { notice: 'restriction_amended' });
}

const IS_FOR_THE_FORM: ReadonlySet<string> = new Set([
  ...['invalid_request', 'restriction_invalid', 'restriction_ended', 'version_stale'],
  ...['nothing_to_change', 'document_not_found', 'lot_not_found'],
  ...['document_type_not_allowed', 'document_invalid'],
]);

/** Whoever was overtaken sees both: what it says now, and what they typed, which they may send again. */
async function formShown(
  { api, now }: Visit,
  { restriction, document, lots }: Amended,
  typed: Typed,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const branch = await api.get<BranchFileView>(DOORS.branchFile(restriction.branchId));
  const own = new Set([...branch.lots.map(({ lotId }) => lotId), ...restriction.lotIds]);
  const wasOvertaken = typed.version !== String(restriction.version);
  return show(
    'pages/commissioning/amend/page.njk',
    {
      ...{ restriction, typed, faults },
      version: restriction.version,
      now: wasOvertaken && {
        ...{ reference: restriction.reference, evidence: restriction.evidence, to: restriction.to, document },
        sentences: restriction.conditions.map(conditionInWords),
      },
      accept: MEDIA_TYPES.join(','),
      documentKey: randomUUID(),
      isToCome: stateOf(restriction, now) === 'future',
      lots: lotChoices(
        lots.filter(({ id }) => own.has(id)),
        typed,
      ),
      conditions: conditionChoices(typed),
    },
    status,
  );
}
