import type { LotView } from '#contracts/lots';
import { END_REASONS, type PlacementView } from '#contracts/placements';
import type { CaseView } from '#contracts/reallocations';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { deed, idIn, type Refused, typedIn } from '../../../console/deed.js';
import { mayBroker } from '../../../console/may.js';
import { sentenceCase } from '../../brokering/package/package-shown.js';
import { caseRow } from '../reallocation/case-row.js';

const caseIdIn = ({ parameters }: Visit): string => parameters.caseId ?? '';

/** One case of a reallocation, and what somebody may decide about it alone. */
export const casePage: SignedInPage = {
  path: PATHS.case(':id', ':caseId'),
  get: (visit) => caseAsItStands(visit),
};

export const keepCase = deed({
  path: PATHS.keepCase(':id', ':caseId'),
  from: PATHS.reallocations,
  form: 'keep',
  required: { reason: 'Say why the care stays where it is.' },
  send: async (visit) => {
    await visit.api.post(DOORS.keepCase(caseIdIn(visit)), { reason: visit.form.text('reason') });
    return goTo(PATHS.reallocation(idIn(visit)), { notice: 'case_kept' });
  },
  again: (visit, refused) => caseAsItStands(visit, refused),
});

/** A case ends when the care itself does. */
export const endCase = deed({
  path: PATHS.endCase(':id', ':caseId'),
  from: PATHS.reallocations,
  form: 'end',
  required: { reason: 'Choose why the care ended.' },
  send: async (visit) => {
    const { api, form } = visit;
    const { placementId } = await api.get<CaseView>(DOORS.case(caseIdIn(visit)));
    const ended = { reason: form.text('reason'), version: Number(form.text('version')) };
    await api.post(DOORS.endPlacement(placementId), ended);
    return goTo(PATHS.reallocation(idIn(visit)), { notice: 'case_ended' });
  },
  again: (visit, refused) => caseAsItStands(visit, refused),
});

async function caseAsItStands(visit: Visit, refused?: Refused): Promise<Shown> {
  const { api, now, user } = visit;
  const one = await api.get<CaseView>(DOORS.case(caseIdIn(visit)));
  const [placement, lots] = await Promise.all([
    api.get<PlacementView>(DOORS.placement(one.placementId)),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const view = {
    one: { ...caseRow(one, lots, now), reallocation: PATHS.reallocation(one.reallocationId) },
    keep: PATHS.keepCase(one.reallocationId, one.id),
    end: PATHS.endCase(one.reallocationId, one.id),
    version: placement.version,
    reasons: END_REASONS.map((value) => ({
      value,
      text: sentenceCase(END_REASON_WORDING[value]),
      checked: refused?.form === 'end' && visit.form.text('reason') === value,
    })),
    mayDecide: mayBroker(user),
    ...typedIn(visit, refused),
  };
  return show('pages/commissioning/case/page.njk', view, refused?.status);
}
