import { BROKERING_PAGES } from '../pages/brokering/pages.js';
import { COMMISSIONING_PAGES } from '../pages/commissioning/pages.js';
import { accountEventsPage, ownAccountEventsPage } from '../pages/account-events/page.js';
import { auditHeadPage, auditPage, awardFilePage } from '../pages/audit/page.js';
import {
  auditEventsFilePage,
  auditEventsPage,
  personReadsFilePage,
  personReadsPage,
} from '../pages/audit/search-page.js';
import { accountLinkPage } from '../pages/account-link/page.js';
import { documentPage, evidencePackPage } from '../pages/document/page.js';
import { CUT_OVER_PAGES } from '../pages/cut-over/pages.js';
import { IMPORT_PAGES } from '../pages/imports/pages.js';
import { forgottenPasswordPage } from '../pages/forgotten-password/page.js';
import { FRAMEWORK_PAGES } from '../pages/framework/pages.js';
import { ownEmailPage, ownNamePage } from '../pages/own-details/page.js';
import { MESSAGES_PAGES } from '../pages/messages/page.js';
import { OWNERS_PAGES } from '../pages/owners/pages.js';
import { passwordPage } from '../pages/password/page.js';
import { PROVIDING_PAGES } from '../pages/providing/pages.js';
import { jobsPage, queuesPage, retryJobPage } from '../pages/queues/page.js';
import {
  newWebhookSecretPage,
  redeliverPage,
  removeWebhookPage,
  switchWebhookOffPage,
  switchWebhookOnPage,
  webhookPage,
  webhooksPage,
} from '../pages/webhooks/page.js';
import { endKeyPage, keysPage, rotateKeyPage } from '../pages/keys/page.js';
import { endEverywherePage, endSessionPage, sessionsPage } from '../pages/sessions/page.js';
import { homePage, signInPage, type SignInSettings, signOutPage } from '../pages/sign-in/page.js';
import {
  inviteProviderAdministratorPage,
  providerAdministratorsPage,
  withdrawProviderAdministratorPage,
} from '../pages/provider-administrators/page.js';
import {
  disableUserPage,
  dismissRequestPage,
  enableUserPage,
  issueLinkPage,
  newUserPage,
  revokeLinkPage,
  userPage,
  usersPage,
} from '../pages/users/page.js';
import { userBranchesPage } from '../pages/users/branches-page.js';
import { contingencyPage, setContingencyKeyPage } from '../pages/contingency/page.js';
import { confirmClocksPage, setUpPage } from '../pages/set-up/page.js';
import type { Page } from './page.js';

export type PageSettings = SignInSettings;

export function allPages(settings: PageSettings): Page[] {
  return [
    homePage,
    signInPage(settings),
    signOutPage,
    passwordPage,
    forgottenPasswordPage,
    ownNamePage,
    ownEmailPage,
    sessionsPage,
    endSessionPage,
    endEverywherePage,
    webhooksPage,
    webhookPage,
    newWebhookSecretPage,
    switchWebhookOnPage,
    switchWebhookOffPage,
    removeWebhookPage,
    redeliverPage,
    keysPage,
    rotateKeyPage,
    endKeyPage,
    usersPage,
    newUserPage,
    userPage,
    userBranchesPage,
    disableUserPage,
    enableUserPage,
    issueLinkPage,
    dismissRequestPage,
    revokeLinkPage,
    setUpPage,
    confirmClocksPage,
    contingencyPage,
    setContingencyKeyPage,
    providerAdministratorsPage,
    inviteProviderAdministratorPage,
    withdrawProviderAdministratorPage,
    accountEventsPage,
    ownAccountEventsPage,
    accountLinkPage,
    documentPage,
    evidencePackPage,
    auditPage,
    auditEventsPage,
    auditEventsFilePage,
    personReadsPage,
    personReadsFilePage,
    auditHeadPage,
    awardFilePage,
    ...IMPORT_PAGES,
    ...CUT_OVER_PAGES,
    ...BROKERING_PAGES,
    ...COMMISSIONING_PAGES,
    ...FRAMEWORK_PAGES,
    ...MESSAGES_PAGES,
    ...OWNERS_PAGES,
    ...PROVIDING_PAGES,
    queuesPage,
    jobsPage,
    retryJobPage,
  ];
}
