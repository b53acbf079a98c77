import type { WorkRef } from '#contracts/open-work';
import { segment } from './url.js';

/** The paths of the pages about owners of open work, teams and absences. */
export const OWNERS_PATHS = {
  workOwner: (kind: string, id: string) => `/open-work/${segment(kind)}/${segment(id)}`,
  takeWork: '/open-work/take',
  giveWork: '/open-work/give',
  giveAllWork: '/open-work/give-all',
  absences: '/absences',
  endAbsence: (id: string) => `/absences/${segment(id)}/end`,
  teams: '/teams',
  team: (id: string) => `/teams/${segment(id)}`,
  removeTeam: (id: string) => `/teams/${segment(id)}/remove`,
} as const;

export const OWNERS_API_PATHS = {
  workOwner: ({ kind, id }: WorkRef) => `/v1/open-work/${segment(kind)}/${segment(id)}/owner`,
  giveWork: '/v1/open-work/give',
  giveAllWork: '/v1/open-work/give-all',
  colleagues: '/v1/colleagues',
  teams: '/v1/teams',
  team: (id: string) => `/v1/teams/${segment(id)}`,
  absences: '/v1/absences',
  absence: (id: string) => `/v1/absences/${segment(id)}`,
} as const;
