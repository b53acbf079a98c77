import type { Page } from '../../console/page.js';
import { branchChecksPage } from './branch-checks/page.js';
import { changeContractsPage } from './change-contracts/page.js';
import { changeDelivererPage } from './change-deliverer/page.js';
import { changeContractPage, newContractPage } from './contract-form/page.js';
import { contractPage } from './contract/page.js';
import { contractsPage } from './contracts/page.js';
import { copyContractPage } from './copy-contract/page.js';
import { endContractPage } from './end-contract/page.js';
import { lotOutlinePage } from './lot-outline/page.js';
import { newBranchPage } from './new-branch/page.js';
import { newProviderPage, providersPage } from './providers/page.js';
import { endSubcontractPage, newSubcontractPage, subcontractPage } from './subcontract/page.js';
import { newLotPage } from './new-lot/page.js';
import { upliftPage } from './uplift/page.js';
import { upliftsPage } from './uplifts/page.js';
import { withdrawUpliftPage } from './withdraw-uplift/page.js';

export const FRAMEWORK_PAGES: readonly Page[] = [
  contractsPage,
  newContractPage,
  changeContractsPage,
  upliftPage,
  contractPage,
  changeContractPage,
  endContractPage,
  copyContractPage,
  upliftsPage,
  withdrawUpliftPage,
  newLotPage,
  lotOutlinePage,
  providersPage,
  newProviderPage,
  newBranchPage,
  branchChecksPage,
  newSubcontractPage,
  subcontractPage,
  endSubcontractPage,
  changeDelivererPage,
];
