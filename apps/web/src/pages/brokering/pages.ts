import type { Page } from '../../console/page.js';
import { boardPage } from './board/page.js';
import { beforeSendingPage } from './before-broadcast/page.js';
import { awardOffer, cancelBroadcast, closeBroadcast, extendBroadcast } from './broadcast/forms.js';
import { broadcastDecisionsPage, broadcastPage } from './broadcast/page.js';
import {
  confirmStart,
  decideVariation,
  endCare,
  recordContact,
  withdrawAward,
  withdrawPackage,
} from './package/forms.js';
import { packagePage } from './package/page.js';
import { packageHistoryPage } from './package-history/page.js';
import { changePackagePage } from './package-form/change-package.js';
import { findPersonPage, newPackagePage } from './package-form/new-package.js';
import { findPeoplePage, peopleFoundPage } from './people/page.js';
import { newPersonPage } from './new-person/page.js';
import { allowBranch, excludeBranch, personPage } from './person/page.js';
import { changePersonPage } from './change-person/page.js';
import { findOtherRecordPage, mergePeoplePage } from './merge-people/page.js';
import { packagesPage } from './packages/page.js';
import { varyCarePage } from './vary-care/page.js';

export const BROKERING_PAGES: readonly Page[] = [
  boardPage,
  packagesPage,
  newPackagePage,
  findPersonPage,
  findPeoplePage,
  peopleFoundPage,
  newPersonPage,
  changePackagePage,
  personPage,
  changePersonPage,
  findOtherRecordPage,
  mergePeoplePage,
  excludeBranch,
  allowBranch,
  packagePage,
  packageHistoryPage,
  withdrawPackage,
  confirmStart,
  recordContact,
  withdrawAward,
  decideVariation,
  endCare,
  varyCarePage,
  beforeSendingPage,
  broadcastPage,
  broadcastDecisionsPage,
  extendBroadcast,
  closeBroadcast,
  cancelBroadcast,
  awardOffer,
];
