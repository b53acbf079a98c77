import type { SignedInPage } from '../../console/page.js';
import { declareCapacityPage } from './capacity/declare-page.js';
import { capacityPage, confirmCapacityPage } from './capacity/page.js';
import { carePage, endedCarePage } from './care/page.js';
import {
  declineInvitationPage,
  makeOfferPage,
  seeInvitationPage,
  withdrawOfferPage,
} from './invitation/acts.js';
import { invitationPage } from './invitation/page.js';
import { earlierInvitationsPage, invitationsPage } from './invitations/page.js';
import { askForHoursPage } from './placement/hours-page.js';
import { placementPage, withdrawAskingPage } from './placement/page.js';
import { handBackPage } from './standing/hand-back-page.js';
import { resumeBranchPage, standingPage } from './standing/page.js';
import { pauseBranchPage } from './standing/pause-page.js';
import { awaitedStartPage } from './start/page.js';
import { giveUpdatePage } from './update/page.js';

/** Every page of those who deliver care. */
export const PROVIDING_PAGES: readonly SignedInPage[] = [
  ...[invitationsPage, earlierInvitationsPage],
  ...[invitationPage, seeInvitationPage, makeOfferPage, withdrawOfferPage, declineInvitationPage],
  ...[capacityPage, confirmCapacityPage, declareCapacityPage],
  ...[carePage, endedCarePage, awaitedStartPage, placementPage, askForHoursPage, withdrawAskingPage],
  ...[standingPage, pauseBranchPage, resumeBranchPage, handBackPage, giveUpdatePage],
];
