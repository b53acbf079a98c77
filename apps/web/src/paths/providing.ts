import { part, queryOf } from './part.js';

/** The pages of those who deliver care. */
export const PROVIDING_PATHS = {
  invitations: '/invitations',
  earlierInvitations: '/invitations/earlier',
  invitation: (id: string) => `/invitations/${part(id)}`,
  seeInvitation: (id: string) => `/invitations/${part(id)}/seen`,
  declineInvitation: (id: string) => `/invitations/${part(id)}/decline`,
  makeOffer: (id: string) => `/invitations/${part(id)}/offer`,
  withdrawOffer: (id: string) => `/invitations/${part(id)}/offer/withdraw`,

  capacity: '/capacity',
  confirmCapacity: '/capacity/confirm',
  declareCapacity: (branchId: string, lotId: string) => `/capacity/${part(branchId)}/${part(lotId)}`,

  care: '/care',
  endedCare: '/care/ended',
  placement: (id: string) => `/care/${part(id)}`,
  askForHours: (id: string) => `/care/${part(id)}/hours`,
  withdrawAsking: (id: string, requestId: string) => `/care/${part(id)}/hours/${part(requestId)}/withdraw`,
  awaitedStart: (id: string) => `/starts/${part(id)}`,

  standing: '/standing',
  pauseBranch: '/standing/pause',
  resumeBranch: (id: string) => `/standing/pauses/${part(id)}/resume`,
  handBack: '/standing/hand-back',
  giveUpdate: (id: string) => `/updates/${part(id)}`,
} as const;

type Query = Readonly<Record<string, string | undefined>>;

/** What those pages knock at. */
export const PROVIDING_DOORS = {
  invitations: (query: Query) => `/v1/invitations${queryOf(query)}`,
  invitation: (id: string) => `/v1/invitations/${part(id)}`,
  seeInvitation: (id: string) => `/v1/invitations/${part(id)}/seen`,
  declineInvitation: (id: string) => `/v1/invitations/${part(id)}/decline`,
  makeOffer: (id: string) => `/v1/invitations/${part(id)}/offers`,
  ownOffer: (id: string) => `/v1/offers/${part(id)}`,
  withdrawOffer: (id: string) => `/v1/offers/${part(id)}/withdraw`,

  work: '/v1/work',
  confirmCapacity: (branchId: string) => `/v1/branches/${part(branchId)}/capacity/confirm`,
  declareCapacity: (branchId: string, lotId: string) =>
    `/v1/branches/${part(branchId)}/capacity/${part(lotId)}`,

  care: (query: Query) => `/v1/care${queryOf(query)}`,
  placementOfOwn: (id: string) => `/v1/care/${part(id)}`,
  starts: (query: Query) => `/v1/starts${queryOf(query)}`,
  awaitedStart: (id: string) => `/v1/starts/${part(id)}`,
  startAward: (id: string) => `/v1/awards/${part(id)}/start`,
  personOfAward: (id: string) => `/v1/awards/${part(id)}/person`,
  personOfPlacement: (id: string) => `/v1/placements/${part(id)}/person`,
  askForHours: (id: string) => `/v1/placements/${part(id)}/variation-requests`,
  askedHours: (query: Query) => `/v1/variation-requests${queryOf(query)}`,
  withdrawAsking: (id: string) => `/v1/variation-requests/${part(id)}/withdraw`,

  ownRestrictions: (query: Query) => `/v1/restrictions${queryOf(query)}`,
  ownReports: (query: Query) => `/v1/reports${queryOf(query)}`,
  submitReport: (id: string) => `/v1/reports/${part(id)}/submit`,
  uploadDocument: (name: string) => `/v1/documents${queryOf({ name })}`,
  pauseBranch: (id: string) => `/v1/branches/${part(id)}/pause`,
  resumeBranch: (id: string) => `/v1/restrictions/${part(id)}/resume`,
  ownHandBacks: '/v1/hand-backs',
} as const;
