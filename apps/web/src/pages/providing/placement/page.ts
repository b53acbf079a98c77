import type { CareView } from '#contracts/care';
import type { Page } from '#contracts/list-page';
import type { CaredForPerson } from '#contracts/people';
import type { VariationRequestView } from '#contracts/variations';
import { formPage } from '../../../console/form-page.js';
import { redirect, render, type SignedInPage } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { changedWeek, weekGrid, type WeekGrid } from '../../../pictures/week-grid.js';
import { VARIATION_REQUEST_WORDING } from '../../../wording/care.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { careRow } from '../care/care-shown.js';
import { visitShown } from '../package-shown.js';

/**
 * The page of one placement: the person, the visits, the variation requests, and the hours by which the care
 * may still grow. The API records every read of the person's details.
 */
export const placementPage: SignedInPage = {
  path: PATHS.placement(':id'),
  get: async ({ api, id }) => {
    const [care, requests] = await Promise.all([
      api.get<CareView>(API_PATHS.ownPlacement(id)),
      api.get<Page<VariationRequestView>>(API_PATHS.variationRequests({ placementId: id })),
    ]);
    const maySeePerson = care.delivers && care.status === 'live';
    return render('pages/providing/placement/page.njk', {
      care,
      row: careRow(care),
      person: maySeePerson ? await api.get<CaredForPerson>(API_PATHS.personOfPlacement(id)) : null,
      week: weekGrid(care.visits),
      visits: care.visits.map(visitShown),
      headRoom: care.headRoom && headRoomInWords(care.headRoom),
      requests: requests.items.map(requestShown),
      requestedWeek: weekRequested(care, requests.items),
      mayAsk: maySeePerson && care.askedChange === null,
    });
  },
};

export const withdrawVariationRequestPage = formPage({
  path: PATHS.withdrawVariationRequest(':id', ':requestId'),
  from: PATHS.care,
  send: async ({ api, id, parameters }) => {
    await api.post<VariationRequestView>(API_PATHS.withdrawVariationRequest(parameters.requestId ?? ''));
    return redirect(PATHS.placement(id), { notice: 'hours_withdrawn' });
  },
});

/** Shapes the week before and after the variation that awaits a decision. Null if no variation awaits one. */
function weekRequested({ visits }: CareView, requests: readonly VariationRequestView[]): WeekGrid | null {
  const open = requests.find(({ status }) => status === 'requested');
  return open ? changedWeek(visits, open.visits) : null;
}

function requestShown(request: VariationRequestView) {
  const { id, placementId, fromMinutes, toMinutes, status, askedBy, checks, dueAt } = request;
  const isOpen = status === 'requested';
  return {
    id,
    reason: request.reason,
    requestedAt: request.requestedAt,
    decisionReason: request.decisionReason,
    change: `${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week`,
    byAuthority: askedBy === 'authority',
    statusText: VARIATION_REQUEST_WORDING[status],
    dueAt: isOpen ? dueAt : null,
    // Sentences that say what would have to change, so that the requested variation breaks no rule.
    remedies: isOpen ? checks.flatMap(({ remedy }) => remedy ?? []) : [],
    withdraw: isOpen && askedBy === 'provider' ? PATHS.withdrawVariationRequest(placementId, id) : null,
  };
}
