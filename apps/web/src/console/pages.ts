import { BROKERING_PAGES } from '../pages/brokering/pages.js';
import { COMMISSIONING_PAGES } from '../pages/commissioning/pages.js';
import { documentPage, evidencePackPage } from '../pages/document/page.js';
import { homePage } from '../pages/home/page.js';
import { jobsPage } from '../pages/queue-jobs/page.js';
import { PROVIDING_PAGES } from '../pages/providing/pages.js';
import { passwordPage } from '../pages/password/page.js';
import { queuesPage, retryJobPage } from '../pages/queues/page.js';
import { endEverywherePage, endSessionPage, sessionsPage } from '../pages/sessions/page.js';
import { type SignInSettings, signInPage } from '../pages/sign-in/page.js';
import { signOutPage } from '../pages/sign-out/page.js';
import { newUserPage } from '../pages/new-user/page.js';
import { disableUserPage, enableUserPage, userPage } from '../pages/user/page.js';
import { usersPage } from '../pages/users/page.js';
import type { Page } from './page.js';

export type PageSettings = SignInSettings;

/** Every page there is. */
export function pagesWith(settings: PageSettings): Page[] {
  return [
    homePage,
    signInPage(settings),
    signOutPage,
    passwordPage,
    ...[sessionsPage, endSessionPage, endEverywherePage],
    ...[usersPage, newUserPage, userPage, disableUserPage, enableUserPage],
    ...[documentPage, evidencePackPage],
    ...BROKERING_PAGES,
    ...COMMISSIONING_PAGES,
    ...PROVIDING_PAGES,
    ...[queuesPage, jobsPage, retryJobPage],
  ];
}
