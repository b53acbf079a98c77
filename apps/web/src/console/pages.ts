import { BROKERING_PAGES } from '../pages/brokering/pages.js';
import { COMMISSIONING_PAGES } from '../pages/commissioning/pages.js';
import { documentPage, evidencePackPage } from '../pages/document/page.js';
import { passwordPage } from '../pages/password/page.js';
import { PROVIDING_PAGES } from '../pages/providing/pages.js';
import { jobsPage, queuesPage, retryJobPage } from '../pages/queues/page.js';
import { endEverywherePage, endSessionPage, sessionsPage } from '../pages/sessions/page.js';
import { homePage, signInPage, type SignInSettings, signOutPage } from '../pages/sign-in/page.js';
import { disableUserPage, enableUserPage, newUserPage, userPage, usersPage } from '../pages/users/page.js';
import type { Page } from './page.js';

export type PageSettings = SignInSettings;

export function allPages(settings: PageSettings): Page[] {
  return [
    homePage,
    signInPage(settings),
    signOutPage,
    passwordPage,
    sessionsPage,
    endSessionPage,
    endEverywherePage,
    usersPage,
    newUserPage,
    userPage,
    disableUserPage,
    enableUserPage,
    documentPage,
    evidencePackPage,
    ...BROKERING_PAGES,
    ...COMMISSIONING_PAGES,
    ...PROVIDING_PAGES,
    queuesPage,
    jobsPage,
    retryJobPage,
  ];
}
