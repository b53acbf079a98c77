import type { Page } from '#contracts/list-page';
import type { PackageView, StoryEntry } from '#contracts/packages';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { historyRows } from '../history-rows.js';

/** The pages of a package's history, newest first. The package's own page shows the first of these. */
export const packageHistoryPage: SignedInPage = {
  path: PATHS.packageHistory(':id'),
  get: async ({ api, id, query }) => {
    const [{ reference }, { items, next }] = await Promise.all([
      api.get<PackageView>(API_PATHS.package(id)),
      api.get<Page<StoryEntry>>(API_PATHS.packageStory(id, { after: query.text('after') })),
    ]);
    return render('pages/brokering/package-history/page.njk', {
      id,
      reference,
      history: historyRows(items),
      older: next && PATHS.packageHistory(id, { after: next }),
    });
  },
};
