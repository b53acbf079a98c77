import type { AccountEventView } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import { type Rendered, render, type SignedInPage } from '../../console/page.js';
import { mayReadAccountEvents } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { accountEventInWords } from '../../wording/account-events.js';

/**
 * The list of what happened to the accounts of an organisation, newest first. Administrators and auditors
 * read it.
 */
export const accountEventsPage: SignedInPage = {
  path: PATHS.accountEvents,
  mayOpen: mayReadAccountEvents,
  get: async ({ api, query }) => {
    const after = query.text('after');
    const events = await api.get<Page<AccountEventView>>(API_PATHS.accountEvents({ after }));
    return shown(events, { path: PATHS.accountEvents, isOwn: false });
  },
};

/** The list of what happened to the user's own account, newest first. */
export const ownAccountEventsPage: SignedInPage = {
  path: PATHS.ownAccountEvents,
  get: async ({ api, query }) => {
    const after = query.text('after');
    const events = await api.get<Page<AccountEventView>>(API_PATHS.ownAccountEvents({ after }));
    return shown(events, { path: PATHS.ownAccountEvents, isOwn: true });
  },
};

function shown(
  { items, next }: Page<AccountEventView>,
  { path, isOwn }: { readonly path: string; readonly isOwn: boolean },
): Rendered {
  return render('pages/account-events/page.njk', {
    isOwn,
    events: items.map((event) => ({ ...event, what: accountEventInWords(event.name) })),
    more: next && `${path}?after=${encodeURIComponent(next)}`,
  });
}
