import type { Page } from '../../console/page.js';
import { amendPage } from './amend-restriction/page.js';
import { branchPage } from './branch/page.js';
import { branchesPage } from './branches/page.js';
import { casePage, endCase, keepCase } from './reallocation-case/page.js';
import { branchCapabilitiesPage } from './capabilities/page.js';
import { changeBranchPage } from './change-branch/page.js';
import { changeLotPage } from './change-lot/page.js';
import { changeClocks, clocksPage } from './time-limits/page.js';
import { coveragePage } from './coverage/page.js';
import { handBackPage } from './hand-back/page.js';
import { ledgerPage } from './growth-ledger/page.js';
import { lotPage } from './lot/page.js';
import * as reallocationForms from './reallocation/forms.js';
import { reallocationPage } from './reallocation/page.js';
import { reallocationsPage } from './reallocations/page.js';
import { registrationPage } from './registration/page.js';
import { restrictPage } from './restrict/page.js';
import {
  answerContest,
  contestNotice,
  liftRestriction,
  recordPermissionPage,
  withdrawPermission,
} from './restriction/forms.js';
import { restrictionPage } from './restriction/page.js';
import { restrictionsPage } from './restrictions/page.js';

export const COMMISSIONING_PAGES: readonly Page[] = [
  branchesPage,
  branchPage,
  restrictPage,
  handBackPage,
  branchCapabilitiesPage,
  changeBranchPage,
  registrationPage,
  restrictionsPage,
  restrictionPage,
  amendPage,
  liftRestriction,
  contestNotice,
  answerContest,
  ledgerPage,
  recordPermissionPage,
  withdrawPermission,
  reallocationsPage,
  reallocationPage,
  ...Object.values(reallocationForms),
  casePage,
  keepCase,
  endCase,
  coveragePage,
  lotPage,
  changeLotPage,
  clocksPage,
  ...changeClocks,
];
