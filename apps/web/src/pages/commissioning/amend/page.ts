import type { BranchFileView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';
import { ApiProblem } from '../../../api/api-problem.js';
import type { Fault } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { idIn } from '../../../console/deed.js';
import { conditionInWords } from '../../../wording/restrictions.js';
import { conditionChoices, lotChoices } from '../restrict/choices.js';
import { noticeFaults } from '../restrict/faults.js';
import { fieldsOfNotice, readNotice, typedFields } from '../restrict/restriction-form.js';
import { stateOf } from '../restrictions/restrictions-shown.js';

/** A new wording of a notice. Its start is fixed once it has begun; every earlier wording is kept. */
export const amendPage: SignedInPage = {
  path: PATHS.amendRestriction(':id'),
  get: async (visit) => {
    const restriction = await visit.api.get<RestrictionView>(DOORS.restriction(idIn(visit)));
    return formShown(visit, restriction, {
      ...fieldsOfNotice(restriction),
      version: String(restriction.version),
    });
  },
  post: async (visit) => {
    const { api, form, now } = visit;
    const [restriction, lots] = await Promise.all([
      api.get<RestrictionView>(DOORS.restriction(idIn(visit))),
      api.get<LotView[]>(DOORS.lots),
    ]);
    const ids = lots.map(({ id }) => id);
    const typed = typedFields(form, ids);
    const { notice, faults } = readNotice(form, ids, now);
    if (faults.length > 0) return formShown(visit, restriction, typed, faults, 400);
    const { reference, evidence, reason, documentId, from, to, lotIds, conditions } = notice;
    const isToCome = stateOf(restriction, now) === 'future';
    const amendment = {
      ...{
        version: Number(form.text('version')),
        reference,
        evidence,
        reason,
        documentId,
        to,
        lotIds,
        conditions,
      },
      ...(isToCome && { from }),
    };
    try {
      await api.post(DOORS.amendRestriction(restriction.id), amendment);
      return goTo(PATHS.restriction(restriction.id), { notice: 'restriction_amended' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.has(error.problem.code)) throw error;
      const { problem } = error;
      return formShown(visit, restriction, typed, noticeFaults(problem), problem.status);
    }
  },
};

const IS_FOR_THE_FORM: ReadonlySet<string> = new Set([
  ...['invalid_request', 'restriction_invalid', 'restriction_ended', 'version_stale'],
  ...['nothing_to_change', 'document_not_found', 'lot_not_found'],
]);

/** Whoever was overtaken sees both: what it says now, and what they typed, which they may send again. */
async function formShown(
  visit: Visit,
  restriction: RestrictionView,
  typed: Readonly<Record<string, string>>,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const { api, now } = visit;
  const [branch, lots] = await Promise.all([
    api.get<BranchFileView>(DOORS.branchFile(restriction.branchId)),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const own = new Set([...branch.lots.map(({ lotId }) => lotId), ...restriction.lotIds]);
  const wasOvertaken = typed.version !== String(restriction.version);
  return show(
    'pages/commissioning/amend/page.njk',
    {
      restriction,
      typed,
      faults,
      version: restriction.version,
      now: wasOvertaken && {
        reference: restriction.reference,
        evidence: restriction.evidence,
        sentences: restriction.conditions.map(conditionInWords),
        to: restriction.to,
      },
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
