import type { SignedInPage } from '../../console/page.js';
import { declareCapacityPage } from './capacity/declare-page.js';
import { capacityPage, confirmCapacityPage } from './capacity/page.js';
import { carePage, endedCarePage } from './care/page.js';
import {
  declineInvitationPage,
  makeOfferPage,
  seeInvitationPage,
  withdrawOfferPage,
} from './invitation/forms.js';
import { invitationPage } from './invitation/page.js';
import { earlierInvitationsPage, invitationsPage } from './invitations/page.js';
import { placementPage, withdrawHoursRequestPage } from './placement/page.js';
import { requestHoursPage } from './placement/request-hours-page.js';
import { handBackPage } from './standing/hand-back-page.js';
import { resumeBranchPage, standingPage } from './standing/page.js';
import { pauseBranchPage } from './standing/pause-page.js';
import { awaitedStartPage } from './start/page.js';
import { giveUpdatePage } from './update/page.js';

export const PROVIDING_PAGES: readonly SignedInPage[] = [
  invitationsPage,
  earlierInvitationsPage,
  invitationPage,
  seeInvitationPage,
  makeOfferPage,
  withdrawOfferPage,
  declineInvitationPage,
  capacityPage,
  confirmCapacityPage,
  declareCapacityPage,
  carePage,
  endedCarePage,
  awaitedStartPage,
  placementPage,
  requestHoursPage,
  withdrawHoursRequestPage,
  standingPage,
  pauseBranchPage,
  resumeBranchPage,
  handBackPage,
  giveUpdatePage,
];
