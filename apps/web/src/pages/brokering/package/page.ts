import type { Page } from '#contracts/list-page';
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
  const { typed } = formView(request.form, returned);
  return render('pages/brokering/package/page.njk', {
    pkg: packageShown(standing, now),
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
