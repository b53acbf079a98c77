import { type Query, queryOf, segment } from './url.js';

export const PROVIDING_PATHS = {
  invitations: '/invitations',
  earlierInvitations: '/invitations/earlier',
  invitation: (id: string) => `/invitations/${segment(id)}`,
  seeInvitation: (id: string) => `/invitations/${segment(id)}/seen`,
  declineInvitation: (id: string) => `/invitations/${segment(id)}/decline`,
  makeOffer: (id: string) => `/invitations/${segment(id)}/offer`,
  withdrawOffer: (id: string) => `/invitations/${segment(id)}/offer/withdraw`,

  capacity: '/capacity',
  confirmCapacity: '/capacity/confirm',
  declareCapacity: (branchId: string, lotId: string) => `/capacity/${segment(branchId)}/${segment(lotId)}`,

  capabilities: '/skills',
  ownCapabilities: (branchId: string) => `/skills/${segment(branchId)}`,

  care: '/care',
  endedCare: '/care/ended',
  placement: (id: string) => `/care/${segment(id)}`,
  requestVariation: (id: string) => `/care/${segment(id)}/hours`,
  withdrawVariationRequest: (id: string, requestId: string) =>
    `/care/${segment(id)}/hours/${segment(requestId)}/withdraw`,
  awaitedStart: (id: string) => `/starts/${segment(id)}`,

  standing: '/standing',
  pauseBranch: '/standing/pause',
  resumeBranch: (id: string) => `/standing/pauses/${segment(id)}/resume`,
  handBack: '/standing/hand-back',
  contestOwnNotice: (id: string) => `/standing/notices/${segment(id)}/contest`,
  giveUpdate: (id: string) => `/updates/${segment(id)}`,
} as const;

export const PROVIDING_API_PATHS = {
  invitations: (query: Query) => `/v1/invitations${queryOf(query)}`,
  invitation: (id: string) => `/v1/invitations/${segment(id)}`,
  seeInvitation: (id: string) => `/v1/invitations/${segment(id)}/seen`,
  declineInvitation: (id: string) => `/v1/invitations/${segment(id)}/decline`,
  makeOffer: (id: string) => `/v1/invitations/${segment(id)}/offers`,
  ownOffer: (id: string) => `/v1/offers/${segment(id)}`,
  withdrawOffer: (id: string) => `/v1/offers/${segment(id)}/withdraw`,

  work: '/v1/work',
  confirmCapacity: '/v1/capacity/confirm',
  declareCapacity: (branchId: string, lotId: string) =>
    `/v1/branches/${segment(branchId)}/capacity/${segment(lotId)}`,

  capabilityDeclarations: '/v1/capability-declarations',
  withdrawalPreview: (branchId: string, query: Query) =>
    `/v1/branches/${segment(branchId)}/capabilities/withdrawal${queryOf(query)}`,

  care: (query: Query) => `/v1/care${queryOf(query)}`,
  ownPlacement: (id: string) => `/v1/care/${segment(id)}`,
  starts: (query: Query) => `/v1/starts${queryOf(query)}`,
  awaitedStart: (id: string) => `/v1/starts/${segment(id)}`,
  startAward: (id: string) => `/v1/awards/${segment(id)}/start`,
  personOfAward: (id: string) => `/v1/awards/${segment(id)}/person`,
  personOfPlacement: (id: string) => `/v1/placements/${segment(id)}/person`,
  requestVariation: (id: string) => `/v1/placements/${segment(id)}/variation-requests`,
  variationRequests: (query: Query) => `/v1/variation-requests${queryOf(query)}`,
  withdrawVariationRequest: (id: string) => `/v1/variation-requests/${segment(id)}/withdraw`,

  ownRestrictions: (query: Query) => `/v1/restrictions${queryOf(query)}`,
  ownReports: (query: Query) => `/v1/reports${queryOf(query)}`,
  submitReport: (id: string) => `/v1/reports/${segment(id)}/submit`,
  pauseBranch: (id: string) => `/v1/branches/${segment(id)}/pause`,
  resumeBranch: (id: string) => `/v1/restrictions/${segment(id)}/resume`,
  ownHandBacks: '/v1/hand-backs',
} as const;
