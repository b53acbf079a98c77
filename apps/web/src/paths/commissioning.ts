import { type Query, queryOf, segment } from './url.js';

/** The paths of the pages for commissioners: branches, restrictions, reallocations, lots and time limits. */
export const COMMISSIONING_PATHS = {
  branches: '/branches',
  branch: (id: string) => `/branches/${segment(id)}`,
  restrictBranch: (id: string) => `/branches/${segment(id)}/restrict`,
  recordHandBack: (id: string) => `/branches/${segment(id)}/hand-back`,
  changeBranch: (id: string) => `/branches/${segment(id)}/change`,
  branchRegistration: (id: string) => `/branches/${segment(id)}/registration`,

  restrictions: '/restrictions',
  restriction: (id: string) => `/restrictions/${segment(id)}`,
  amendRestriction: (id: string) => `/restrictions/${segment(id)}/amend`,
  liftRestriction: (id: string) => `/restrictions/${segment(id)}/lift`,
  contestNotice: (id: string) => `/restrictions/${segment(id)}/contest`,
  answerContest: (id: string, contestId: string) =>
    `/restrictions/${segment(id)}/contests/${segment(contestId)}/answer`,
  ledger: (id: string) => `/restrictions/${segment(id)}/ledger`,
  recordPermission: (id: string) => `/restrictions/${segment(id)}/permissions`,
  withdrawPermission: (id: string, permissionId: string) =>
    `/restrictions/${segment(id)}/permissions/${segment(permissionId)}/withdraw`,

  evidencePack: (id: string) => `/restrictions/${segment(id)}/evidence-pack`,

  reallocations: '/reallocations',
  reallocation: (id: string) => `/reallocations/${segment(id)}`,
  startReallocation: (id: string) => `/reallocations/${segment(id)}/start`,
  dismissReallocation: (id: string) => `/reallocations/${segment(id)}/dismiss`,
  changeReallocation: (id: string) => `/reallocations/${segment(id)}/settings`,
  pauseReallocation: (id: string) => `/reallocations/${segment(id)}/pause`,
  resumeReallocation: (id: string) => `/reallocations/${segment(id)}/resume`,
  stopReallocation: (id: string) => `/reallocations/${segment(id)}/stop`,
  case: (id: string, caseId: string) => `/reallocations/${segment(id)}/cases/${segment(caseId)}`,
  keepCase: (id: string, caseId: string) => `/reallocations/${segment(id)}/cases/${segment(caseId)}/keep`,
  endCase: (id: string, caseId: string) => `/reallocations/${segment(id)}/cases/${segment(caseId)}/end`,

  coverage: '/lots',
  lotCoverage: (id: string) => `/lots/${segment(id)}`,
  changeLot: (id: string) => `/lots/${segment(id)}/change`,
  clocks: '/clocks',
  changeClock: (urgency: string) => `/clocks/${segment(urgency)}`,
} as const;

export const COMMISSIONING_API_PATHS = {
  branchStandings: (query: Query = {}) => `/v1/branch-standings${queryOf(query)}`,
  branch: (id: string) => `/v1/branches/${segment(id)}`,
  branchFile: (id: string) => `/v1/branches/${segment(id)}/file`,
  concerns: (query: Query) => `/v1/concerns${queryOf(query)}`,

  restrictions: (query: Query = {}) => `/v1/restrictions${queryOf(query)}`,
  newRestriction: '/v1/restrictions',
  restriction: (id: string) => `/v1/restrictions/${segment(id)}`,
  restrictionVersions: (id: string) => `/v1/restrictions/${segment(id)}/versions`,
  amendRestriction: (id: string) => `/v1/restrictions/${segment(id)}/amend`,
  liftRestriction: (id: string) => `/v1/restrictions/${segment(id)}/lift`,
  newContest: (branchId: string) => `/v1/branches/${segment(branchId)}/contests`,
  answerContest: (id: string, contestId: string) =>
    `/v1/restrictions/${segment(id)}/contests/${segment(contestId)}/answer`,
  permissions: (id: string) => `/v1/restrictions/${segment(id)}/permissions`,
  newPermission: '/v1/permissions',
  withdrawPermission: (id: string) => `/v1/permissions/${segment(id)}/withdraw`,
  ledger: (id: string, query: Query = {}) => `/v1/restrictions/${segment(id)}/ledger${queryOf(query)}`,
  document: (id: string) => `/v1/documents/${segment(id)}`,
  evidencePack: (id: string) => `/v1/restrictions/${segment(id)}/evidence-pack`,
  reports: (query: Query) => `/v1/reports${queryOf(query)}`,

  previewRestriction: '/v1/previews/restriction',
  previewHandBack: '/v1/previews/hand-back',
  previewClosure: '/v1/previews/closure',
  newHandBack: '/v1/hand-backs',

  reallocations: (query: Query = {}) => `/v1/reallocations${queryOf(query)}`,
  reallocation: (id: string) => `/v1/reallocations/${segment(id)}`,
  cases: (id: string, query: Query = {}) => `/v1/reallocations/${segment(id)}/cases${queryOf(query)}`,
  startReallocation: (id: string) => `/v1/reallocations/${segment(id)}/start`,
  dismissReallocation: (id: string) => `/v1/reallocations/${segment(id)}/dismiss`,
  reallocationSettings: (id: string) => `/v1/reallocations/${segment(id)}/settings`,
  pauseReallocation: (id: string) => `/v1/reallocations/${segment(id)}/pause`,
  resumeReallocation: (id: string) => `/v1/reallocations/${segment(id)}/resume`,
  stopReallocation: (id: string) => `/v1/reallocations/${segment(id)}/stop`,
  transfersByLot: (id: string) => `/v1/reallocations/${segment(id)}/lots`,
  case: (id: string) => `/v1/cases/${segment(id)}`,
  keepCase: (id: string) => `/v1/cases/${segment(id)}/keep`,
  endPlacement: (id: string) => `/v1/placements/${segment(id)}/end`,
  placement: (id: string) => `/v1/placements/${segment(id)}`,

  coverage: '/v1/coverage',
  clockProfile: (urgency: string) => `/v1/clock-profiles/${segment(urgency)}`,
  lotCoverage: (id: string) => `/v1/lots/${segment(id)}/coverage`,
} as const;
