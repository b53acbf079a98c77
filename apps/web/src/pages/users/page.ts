import type { UserView } from '#contracts/identity';
import type { Page } from '#contracts/pages';
import { show, type SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';

/** Whom an administrator looks after, the newest first. */
export const usersPage: SignedInPage = {
  path: PATHS.users,
  get: async ({ api, query }) => {
    const { items, next } = await api.get<Page<UserView>>(DOORS.users({ after: query.text('after') }));
    const more = next && `${PATHS.users}?after=${encodeURIComponent(next)}`;
    return show('pages/users/page.njk', { users: items, more });
  },
};
