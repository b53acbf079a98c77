import type { LotOutline, LotView } from '#contracts/lots';
import { URGENCIES } from '#contracts/packages';
import type { Page } from '#contracts/list-page';
import {
  AWARDINGS,
  CASE_STATUSES,
  type CaseView,
  type LotTransfers,
  type ReallocationView,
} from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { type Api, ApiProblem } from '../../../api.js';
import { formView, type FormView, type ReturnedForm } from '../../../console/form-page.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { AWARDING_WORDING } from '../../../wording/reallocations.js';
import { readPreview } from '../preview/preview-shown.js';
import { reallocationRow } from '../reallocations/reallocations-shown.js';
import { caseRow, stuckByOwner } from './case-row.js';
import { transfersByLot, type TransfersByLot } from './lots-shown.js';
import { progressShown } from './progress.js';

const MOST_CASES = '200';

/**
 * The page of a reallocation. Before a commissioner starts the reallocation, the page shows a preview of the
 * effects. Afterwards, the page shows the cases.
 */
export const reallocationPage: SignedInPage = {
  path: PATHS.reallocation(':id'),
  get: (request) => showReallocation(request),
};

export async function showReallocation(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, id, now, query, user } = request;
  const [reallocation, lots] = await Promise.all([
    api.get<ReallocationView>(API_PATHS.reallocation(id)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  const filter = query.text('show');
  const shown = filter === 'stuck' ? 'stuck' : (CASE_STATUSES.find((status) => status === filter) ?? '');
  const isProposed = reallocation.status === 'proposed';
  const isCommissioner = mayCommission(user);
  const [preview, byLot, cases, stuck] = await Promise.all([
    isProposed && isCommissioner ? previewOf(api, reallocation, lots) : null,
    isProposed ? null : readTransfersByLot(api, id, lots),
    isProposed ? NO_CASES : readCases(api, id, shown, query.text('after')),
    isProposed ? NO_CASES : readCases(api, id, 'stuck', ''),
  ]);
  return render('pages/commissioning/reallocation/page.njk', {
    reallocation: {
      ...reallocationRow(reallocation, now),
      ...settingsShown(reallocation),
      status: reallocation.status,
      reason: reallocation.reason,
    },
    lotNames: lots
      .filter((lot) => reallocation.lotIds.includes(lot.id))
      .map(({ code, name }) => `${code} ${name}`),
    preview,
    byLot,
    progress: progressShown(reallocation, shown),
    cases: cases.items.map((row) => caseRow(row, lots, now)),
    more: cases.next && PATHS.reallocation(id) + queryOf({ show: shown, after: cases.next }),
    stuck: { owners: stuckByOwner(stuck.items), hasMore: stuck.next !== null },
    mayCommission: isCommissioner,
    needsSecond: reallocation.mayNotStart.includes(user.id),
    choices: choicesOf(reallocation, formView(form, returned)),
    now: now.toISOString(),
  });
}

const NO_CASES: Page<CaseView> = { items: [], next: null };

async function readTransfersByLot(api: Api, id: string, lots: readonly LotView[]): Promise<TransfersByLot> {
  const [transfers, outlines] = await Promise.all([
    api.get<LotTransfers[]>(API_PATHS.transfersByLot(id)),
    api.get<LotOutline[]>(API_PATHS.lotOutlines),
  ]);
  return transfersByLot(transfers, lots, outlines);
}

function readCases(api: Api, id: string, shown: string, after: string): Promise<Page<CaseView>> {
  const query = shown === 'stuck' ? { isStuck: 'true' } : { status: shown };
  return api.get<Page<CaseView>>(API_PATHS.cases(id, { ...query, after, limit: MOST_CASES }));
}

/**
 * Asks the API which effects a proposed reallocation would have now. Returns null if the API refuses, for
 * example because the reason for the reallocation no longer applies.
 */
async function previewOf(
  api: Api,
  { branchId, cause, lotIds, restrictionId, leavesOn }: ReallocationView,
  lots: readonly LotView[],
) {
  try {
    if (cause === 'closure') return await readPreview(api, API_PATHS.previewClosure, { branchId }, lots);
    if (cause === 'hand_back')
      return await readPreview(api, API_PATHS.previewHandBack, { branchId, lotIds, leavesOn }, lots);
    const restriction = await api.get<RestrictionView>(API_PATHS.restriction(restrictionId ?? ''));
    const { source, from, to } = restriction;
    const conditions = restriction.conditions.map(({ id: _, ...condition }) => condition);
    const proposed = { branchId, source, from, to, lotIds, conditions };
    return await readPreview(api, API_PATHS.previewRestriction, proposed, lots);
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status < 500) return null;
    throw error;
  }
}

function settingsShown(reallocation: ReallocationView) {
  return {
    pacePerMinute: reallocation.pacePerMinute,
    nextReleaseAt: reallocation.nextReleaseAt,
    untouched: reallocation.untouched,
    version: reallocation.version,
    urgency: URGENCY_WORDING[reallocation.urgency],
    intakeCap: reallocation.intakeCap === null ? 'No cap' : `${reallocation.intakeCap} people each`,
    awarding: AWARDING_WORDING[reallocation.awarding],
  };
}

/**
 * Returns the values that the settings form of a reallocation shows: the typed values, or the current
 * settings if the user has typed nothing.
 */
function choicesOf(reallocation: ReallocationView, { typed }: FormView) {
  const urgency = typed('settings-urgency', reallocation.urgency);
  const awarding = typed('settings-awarding', reallocation.awarding);
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
    pace: typed('settings-pacePerMinute', String(reallocation.pacePerMinute)),
    cap: typed('settings-intakeCap', String(reallocation.intakeCap ?? '')),
  };
}
