import type { SignedInPage } from '../../console/page.js';
import { declareCapacityPage } from './capacity/declare-page.js';
import { capacityPage, confirmCapacityPage } from './capacity/page.js';
import { capabilitiesPage, ownCapabilitiesPage } from './capabilities/page.js';
import { CARE_LIST_PAGES } from './care-lists/pages.js';
import { carePage, endedCarePage } from './care/page.js';
import {
  declineInvitationPage,
  makeOfferPage,
  recordSeenPage,
  withdrawOfferPage,
} from './invitation/forms.js';
import { invitationPage } from './invitation/page.js';
import { earlierInvitationsPage, invitationsPage } from './invitations/page.js';
import { placementPage, withdrawVariationRequestPage } from './placement/page.js';
import { requestVariationPage } from './placement/request-variation-page.js';
import { contestNoticePage } from './standing/contest-page.js';
import { handBackPage } from './standing/hand-back-page.js';
import { resumeBranchPage, standingPage } from './standing/page.js';
import { pauseBranchPage } from './standing/pause-page.js';
import { awaitedStartPage } from './confirm-start/page.js';
import { giveUpdatePage } from './give-update/page.js';

export const PROVIDING_PAGES: readonly SignedInPage[] = [
  invitationsPage,
  earlierInvitationsPage,
  invitationPage,
  recordSeenPage,
  makeOfferPage,
  withdrawOfferPage,
  declineInvitationPage,
  capacityPage,
  confirmCapacityPage,
  declareCapacityPage,
  capabilitiesPage,
  ownCapabilitiesPage,
  carePage,
  endedCarePage,
  awaitedStartPage,
  placementPage,
  requestVariationPage,
  withdrawVariationRequestPage,
  standingPage,
  pauseBranchPage,
  resumeBranchPage,
  handBackPage,
  contestNoticePage,
  giveUpdatePage,
  ...CARE_LIST_PAGES,
];
