import type { ContactAttemptView } from '#contracts/awards';
import type { Page } from '#contracts/list-page';
import type { BranchView } from '#contracts/providers';
import type { PackageStanding, StoryEntry } from '#contracts/packages';
import { END_REASONS } from '#contracts/placements';
import { formView, type ReturnedForm } from '../../../console/form-page.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { historyRows } from '../history-rows.js';
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
  const contact = await contactOf(request, standing);
  const { typed } = formView(request.form, returned);
  return render('pages/brokering/package/page.njk', {
    pkg: packageShown(standing, now),
    contact,
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
