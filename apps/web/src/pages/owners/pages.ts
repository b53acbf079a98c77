import type { Page } from '../../console/page.js';
import { absencesPage, endAbsencePage } from './absence-pages.js';
import { removeTeamPage, teamPage, teamsPage } from './team-pages.js';
import { giveAllWorkPage, giveWorkPage, takeWorkPage, workOwnerPage } from './work-pages.js';

export const OWNERS_PAGES: readonly Page[] = [
  takeWorkPage,
  giveWorkPage,
  giveAllWorkPage,
  workOwnerPage,
  absencesPage,
  endAbsencePage,
  teamsPage,
  teamPage,
  removeTeamPage,
];
