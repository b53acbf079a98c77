import type { Page } from '../../console/page.js';
import { branchPage } from './branch/page.js';
import { branchesPage } from './branches/page.js';
import { coveragePage } from './coverage/page.js';
import { lotPage } from './lot/page.js';
import { restrictionsPage } from './restrictions/page.js';

/** The pages of those who commission care. */
export const COMMISSIONING_PAGES: readonly Page[] = [
  ...[branchesPage, branchPage],
  ...[restrictionsPage],
  ...[coveragePage, lotPage],
];
