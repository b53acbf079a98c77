import type { Page } from '../../console/page.js';
import { boardPage } from './board/page.js';
import { confirmStart, decideVariation, withdrawAward, withdrawPackage } from './package/deeds.js';
import { packagePage } from './package/page.js';
import { changePackagePage } from './package-form/change-package.js';
import { findPersonPage, newPackagePage } from './package-form/new-package.js';
import { newPersonPage } from './new-person/page.js';
import { personPage } from './person/page.js';
import { packagesPage } from './packages/page.js';

/** The pages of those who place packages. */
export const BROKERING_PAGES: readonly Page[] = [
  boardPage,
  packagesPage,
  ...[newPackagePage, findPersonPage, newPersonPage, personPage, changePackagePage],
  ...[packagePage, withdrawPackage, confirmStart, withdrawAward, decideVariation],
];
