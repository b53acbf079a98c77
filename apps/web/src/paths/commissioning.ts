import { part, queryOf } from './part.js';

type Query = Readonly<Record<string, string | undefined>>;

/** The pages of those who commission care: who delivers it, what binds them, and where it is moved to. */
export const COMMISSIONING_PATHS = {
  branches: '/branches',
  branch: (id: string) => `/branches/${part(id)}`,
  restrictBranch: (id: string) => `/branches/${part(id)}/restrict`,
  recordHandBack: (id: string) => `/branches/${part(id)}/hand-back`,
  changeBranch: (id: string) => `/branches/${part(id)}/change`,
  branchRegistration: (id: string) => `/branches/${part(id)}/registration`,

  restrictions: '/restrictions',
  restriction: (id: string) => `/restrictions/${part(id)}`,
  amendRestriction: (id: string) => `/restrictions/${part(id)}/amend`,
  liftRestriction: (id: string) => `/restrictions/${part(id)}/lift`,
  ledger: (id: string) => `/restrictions/${part(id)}/ledger`,
  permit: (id: string) => `/restrictions/${part(id)}/permissions`,
  withdrawPermission: (id: string, permissionId: string) =>
    `/restrictions/${part(id)}/permissions/${part(permissionId)}/withdraw`,

  evidencePack: (id: string) => `/restrictions/${part(id)}/evidence-pack`,

  reallocations: '/reallocations',
  reallocation: (id: string) => `/reallocations/${part(id)}`,
  startReallocation: (id: string) => `/reallocations/${part(id)}/start`,
  dismissReallocation: (id: string) => `/reallocations/${part(id)}/dismiss`,
  changeReallocation: (id: string) => `/reallocations/${part(id)}/settings`,
  pauseReallocation: (id: string) => `/reallocations/${part(id)}/pause`,
  resumeReallocation: (id: string) => `/reallocations/${part(id)}/resume`,
  stopReallocation: (id: string) => `/reallocations/${part(id)}/stop`,
  case: (id: string, caseId: string) => `/reallocations/${part(id)}/cases/${part(caseId)}`,
  keepCase: (id: string, caseId: string) => `/reallocations/${part(id)}/cases/${part(caseId)}/keep`,
  endCase: (id: string, caseId: string) => `/reallocations/${part(id)}/cases/${part(caseId)}/end`,

  coverage: '/lots',
  lotCoverage: (id: string) => `/lots/${part(id)}`,
  changeLot: (id: string) => `/lots/${part(id)}/change`,
  clocks: '/clocks',
  changeClock: (urgency: string) => `/clocks/${part(urgency)}`,
} as const;

/** What those pages knock at. */
export const COMMISSIONING_DOORS = {
  branchStandings: (query: Query = {}) => `/v1/branch-standings${queryOf(query)}`,
  branch: (id: string) => `/v1/branches/${part(id)}`,
  branchFile: (id: string) => `/v1/branches/${part(id)}/file`,
  concerns: (query: Query) => `/v1/concerns${queryOf(query)}`,

  restrictions: (query: Query = {}) => `/v1/restrictions${queryOf(query)}`,
  newRestriction: '/v1/restrictions',
  restriction: (id: string) => `/v1/restrictions/${part(id)}`,
  restrictionVersions: (id: string) => `/v1/restrictions/${part(id)}/versions`,
  amendRestriction: (id: string) => `/v1/restrictions/${part(id)}/amend`,
  liftRestriction: (id: string) => `/v1/restrictions/${part(id)}/lift`,
  permissions: (id: string) => `/v1/restrictions/${part(id)}/permissions`,
  newPermission: '/v1/permissions',
  withdrawPermission: (id: string) => `/v1/permissions/${part(id)}/withdraw`,
  ledger: (id: string, query: Query = {}) => `/v1/restrictions/${part(id)}/ledger${queryOf(query)}`,
  document: (id: string) => `/v1/documents/${part(id)}`,
  evidencePack: (id: string) => `/v1/restrictions/${part(id)}/evidence-pack`,
  reports: (query: Query) => `/v1/reports${queryOf(query)}`,
  evidence: (name: string) => `/v1/documents${queryOf({ name })}`,

  previewRestriction: '/v1/previews/restriction',
  previewHandBack: '/v1/previews/hand-back',
  previewClosure: '/v1/previews/closure',
  newHandBack: '/v1/hand-backs',

  reallocations: (query: Query = {}) => `/v1/reallocations${queryOf(query)}`,
  reallocation: (id: string) => `/v1/reallocations/${part(id)}`,
  cases: (id: string, query: Query = {}) => `/v1/reallocations/${part(id)}/cases${queryOf(query)}`,
  startReallocation: (id: string) => `/v1/reallocations/${part(id)}/start`,
  dismissReallocation: (id: string) => `/v1/reallocations/${part(id)}/dismiss`,
  reallocationSettings: (id: string) => `/v1/reallocations/${part(id)}/settings`,
  pauseReallocation: (id: string) => `/v1/reallocations/${part(id)}/pause`,
  resumeReallocation: (id: string) => `/v1/reallocations/${part(id)}/resume`,
  stopReallocation: (id: string) => `/v1/reallocations/${part(id)}/stop`,
  case: (id: string) => `/v1/cases/${part(id)}`,
  keepCase: (id: string) => `/v1/cases/${part(id)}/keep`,
  endPlacement: (id: string) => `/v1/placements/${part(id)}/end`,
  placement: (id: string) => `/v1/placements/${part(id)}`,

  coverage: '/v1/coverage',
  clockProfile: (urgency: string) => `/v1/clock-profiles/${part(urgency)}`,
  lotCoverage: (id: string) => `/v1/lots/${part(id)}/coverage`,
} as const;
