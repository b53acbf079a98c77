import type { LotView } from '#contracts/lots';
import { URGENCIES } from '#contracts/packages';
import type { Page } from '#contracts/pages';
import { AWARDINGS, CASE_STATUSES, type CaseView, type ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import type { Api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/api-problem.js';
import { versionSeen } from '../../../console/form.js';
import { show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { AWARDING_WORDING } from '../../../wording/reallocations.js';
import { idIn, type Refused, typedIn } from '../../../console/deed.js';
import { mayCommission } from '../../../console/may.js';
import { askPreview } from '../preview/ask-preview.js';
import { reallocationRow } from '../reallocations/reallocations-shown.js';
import { caseRow, stuckWith } from './case-row.js';
import { progressShown } from './progress.js';

const MOST_CASES = '200';

/** A reallocation: what it would move while it is proposed, and then every case of it, live. */
export const reallocationPage: SignedInPage = {
  path: PATHS.reallocation(':id'),
  get: (visit) => reallocationAsItStands(visit),
};

/** Also what a form on it comes back to when it is refused, with what was typed. */
export async function reallocationAsItStands(visit: Visit, refused?: Refused): Promise<Shown> {
  const { api, now, query, user } = visit;
  const id = idIn(visit);
  const [one, lots] = await Promise.all([
    api.get<ReallocationView>(DOORS.reallocation(id)),
    api.get<LotView[]>(DOORS.lots),
  ]);
  const asked = query.text('show');
  const shown = asked === 'stuck' ? 'stuck' : (CASE_STATUSES.find((status) => status === asked) ?? '');
  const isProposed = one.status === 'proposed';
  const isDecider = mayCommission(user);
  const [preview, cases, stuck] = await Promise.all([
    isProposed && isDecider ? previewFor(api, one, lots) : null,
    isProposed ? NONE : casesIn(api, id, shown, query.text('after')),
    isProposed ? NONE : casesIn(api, id, 'stuck', ''),
  ]);
  const view = {
    one: { ...reallocationRow(one, now), ...settingsShown(one), status: one.status, reason: one.reason },
    lotNames: lots.filter((lot) => one.lotIds.includes(lot.id)).map(({ code, name }) => `${code} ${name}`),
    preview,
    progress: progressShown(one, shown),
    cases: cases.items.map((row) => caseRow(row, lots, now)),
    more: cases.next && PATHS.reallocation(id) + queryOf({ show: shown, after: cases.next }),
    stuck: { owners: stuckWith(stuck.items), hasMore: stuck.next !== null },
    mayCommission: isDecider,
    choices: choicesOf(one, visit, refused),
    now: now.toISOString(),
    ...typedIn(visit, refused),
  };
  return show('pages/commissioning/reallocation/page.njk', view, refused?.status);
}

const NONE: Page<CaseView> = { items: [], next: null };

function casesIn(api: Api, id: string, shown: string, after: string): Promise<Page<CaseView>> {
  const query = shown === 'stuck' ? { isStuck: 'true' } : { status: shown };
  return api.get<Page<CaseView>>(DOORS.cases(id, { ...query, after, limit: MOST_CASES }));
}

/** What moving would mean as things stand now; none where its ground is gone. */
async function previewFor(
  api: Api,
  { branchId, cause, lotIds, restrictionId }: ReallocationView,
  lots: readonly LotView[],
) {
  try {
    if (cause === 'closure') return await askPreview(api, DOORS.previewClosure, { branchId }, lots);
    if (cause === 'hand_back')
      return await askPreview(api, DOORS.previewHandBack, { branchId, lotIds }, lots);
    const restriction = await api.get<RestrictionView>(DOORS.restriction(restrictionId ?? ''));
    const { source, from, to, conditions } = restriction;
    const proposed = {
      branchId,
      source,
      from,
      to,
      lotIds,
      conditions: conditions.map(({ id: _, ...one }) => one),
    };
    return await askPreview(api, DOORS.previewRestriction, proposed, lots);
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status < 500) return null;
    throw error;
  }
}

function settingsShown({
  urgency,
  pacePerMinute,
  intakeCap,
  awarding,
  nextReleaseAt,
  untouched,
  version,
}: ReallocationView) {
  return {
    ...{ pacePerMinute, nextReleaseAt, untouched, version },
    urgency: URGENCY_WORDING[urgency],
    intakeCap: intakeCap === null ? 'No cap' : `${intakeCap} people each`,
    awarding: AWARDING_WORDING[awarding],
  };
}

/** What the settings' form holds: what was typed where it was refused, otherwise what is so. */
function choicesOf(one: ReallocationView, { form }: Visit, refused: Refused | undefined) {
  const typed = refused?.form === 'settings';
  const urgency = typed ? form.text('urgency') : one.urgency;
  const awarding = typed ? form.text('awarding') : one.awarding;
  return {
    urgencies: URGENCIES.map((value) => ({
      value,
      text: URGENCY_WORDING[value],
      checked: value === urgency,
    })),
    awardings: AWARDINGS.map((value) => ({
      value,
      text: AWARDING_WORDING[value],
      checked: value === awarding,
    })),
    pace: typed ? form.text('pacePerMinute') : String(one.pacePerMinute),
    cap: typed ? form.text('intakeCap') : String(one.intakeCap ?? ''),
    version: typed ? versionSeen(form, one.version, refused.status) : one.version,
  };
}
