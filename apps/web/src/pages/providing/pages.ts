import type { SignedInPage } from '../../console/page.js';
import {
  declineInvitationPage,
  makeOfferPage,
  seeInvitationPage,
  withdrawOfferPage,
} from './invitation/acts.js';
import { invitationPage } from './invitation/page.js';
import { earlierInvitationsPage, invitationsPage } from './invitations/page.js';

/** Every page of those who deliver care. */
export const PROVIDING_PAGES: readonly SignedInPage[] = [
  ...[invitationsPage, earlierInvitationsPage],
  ...[invitationPage, seeInvitationPage, makeOfferPage, withdrawOfferPage, declineInvitationPage],
];
