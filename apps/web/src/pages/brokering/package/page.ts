import type { ContactAttemptView } from '#contracts/awards';
import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { Page } from '#contracts/list-page';
import type { BranchView, CapacityView } from '#contracts/providers';
import type { VariationRequestView } from '#contracts/variations';
import type { PackageStanding, StoryEntry } from '#contracts/packages';
import { END_REASONS } from '#contracts/placements';
import { formView, type ReturnedForm } from '../../../console/form-page.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { historyRows } from '../history-rows.js';
import { type HeadRoomShown, headRoomShown } from '../vary-care/head-room-shown.js';
import { packageShown, sentenceCase } from './package-shown.js';

export const packagePage: SignedInPage = {
  path: PATHS.package(':id'),
  get: (request) => showPackage(request),
};

export async function showPackage(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, id, now, user } = request;
  const [standing, history] = await Promise.all([
    api.get<PackageStanding>(API_PATHS.packageStanding(id)),
    api.get<Page<StoryEntry>>(API_PATHS.packageStory(id)),
  ]);
  const [contact, headRooms] = await Promise.all([
    contactOf(request, standing),
    headRoomsOf(request, standing),
  ]);
  const { typed } = formView(request.form, returned);
  return render('pages/brokering/package/page.njk', {
    pkg: packageShown(standing, now),
    contact,
    headRooms,
    newPackageHref: PATHS.newPackageFor(standing.package.personId),
    history: historyRows(history.items),
    older: history.next && PATHS.packageHistory(id, { after: history.next }),
    mayBroker: mayBroker(user),
    endReasons: END_REASONS.map((value) => ({
      value,
      text: sentenceCase(END_REASON_WORDING[value]),
      checked: typed('end-reason') === value,
    })),
    now: now.toISOString(),
  });
}

/**
 * Loads how to reach the branch that is to start care, and the attempts so far. Returns null if no start is
 * awaited.
 */
async function contactOf({ api, now }: SignedInRequest, { award }: PackageStanding) {
  if (award?.status !== 'awaiting_start') return null;
  const [branch, attempts] = await Promise.all([
    api.get<BranchView>(API_PATHS.branch(award.deliveringBranchId)),
    api.get<ContactAttemptView[]>(API_PATHS.contactAttempts(award.id)),
  ]);
  return {
    branch: branch.name,
    href: PATHS.branch(branch.id),
    telephone: branch.telephone,
    manager: branch.managerName,
    isOpen: Date.parse(award.startDueAt) < now.getTime(),
    attempts,
  };
}

/** Loads what limits leave for each requested change of the care, by the id of the request. */
async function headRoomsOf(
  { api }: SignedInRequest,
  { placement, variationRequests }: PackageStanding,
): Promise<Readonly<Record<string, HeadRoomShown>>> {
  const requests = variationRequests.filter(({ placementId }) => placementId === placement?.id);
  if (!placement || requests.length === 0) return {};
  const { id, lotId, deliveringBranchId: branchId, weeklyMinutes } = placement;
  const [headRoom, [capacity]] = await Promise.all([
    api.get<HeadRoomView>(API_PATHS.headRoomOf(id)),
    api.get<CapacityView[]>(API_PATHS.capacities({ branchId, lotId })),
  ]);
  const shown = (request: VariationRequestView): HeadRoomShown =>
    headRoomShown(headRoom, capacity, request.toMinutes - weeklyMinutes);
  return Object.fromEntries(requests.map((request) => [request.id, shown(request)]));
}
