import { part, queryOf } from './part.js';

/** The pages of those who place packages. */
export const BROKERING_PATHS = {
  board: '/board',

  packages: '/packages',
  newPackage: '/packages/new',
  newPackageFor: (personId: string) => `/packages/new${queryOf({ person: personId })}`,
  package: (id: string) => `/packages/${part(id)}`,
  changePackage: (id: string) => `/packages/${part(id)}/change`,
  withdrawPackage: (id: string) => `/packages/${part(id)}/withdraw`,
  beforeSending: (id: string) => `/packages/${part(id)}/before-sending`,

  findPerson: '/people/find',
  newPerson: '/people/new',
  person: (id: string) => `/people/${part(id)}`,
  changePerson: (id: string) => `/people/${part(id)}/change`,
  excludeBranch: (id: string) => `/people/${part(id)}/exclusions`,
  allowBranch: (id: string, branchId: string) => `/people/${part(id)}/exclusions/${part(branchId)}/remove`,

  broadcast: (id: string) => `/broadcasts/${part(id)}`,
  extendBroadcast: (id: string) => `/broadcasts/${part(id)}/extend`,
  closeBroadcast: (id: string) => `/broadcasts/${part(id)}/close`,
  cancelBroadcast: (id: string) => `/broadcasts/${part(id)}/cancel`,
  awardOffer: (id: string) => `/broadcasts/${part(id)}/award`,
  broadcastDecisions: (id: string) => `/broadcasts/${part(id)}/decisions`,

  confirmStart: (packageId: string, awardId: string) =>
    `/packages/${part(packageId)}/awards/${part(awardId)}/start`,
  withdrawAward: (packageId: string, awardId: string) =>
    `/packages/${part(packageId)}/awards/${part(awardId)}/withdraw`,
  endCare: (packageId: string, placementId: string) =>
    `/packages/${part(packageId)}/placements/${part(placementId)}/end`,
  varyCare: (packageId: string, placementId: string) =>
    `/packages/${part(packageId)}/placements/${part(placementId)}/hours`,
  decideVariation: (packageId: string, requestId: string) =>
    `/packages/${part(packageId)}/variations/${part(requestId)}`,
} as const;

type Query = Readonly<Record<string, string | undefined>>;

/** What those pages knock at. */
export const BROKERING_DOORS = {
  board: (query: Query = {}) => `/v1/board${queryOf(query)}`,
  lots: '/v1/lots',
  lot: (id: string) => `/v1/lots/${part(id)}`,
  lotOutlines: '/v1/lots/outlines',
  lotOffices: '/v1/lots/offices',
  locate: '/v1/lots/locate',
  clockProfiles: '/v1/clock-profiles',

  people: (query: Query = {}) => `/v1/people${queryOf(query)}`,
  newPerson: '/v1/people',
  findPerson: '/v1/people/find',
  person: (id: string) => `/v1/people/${part(id)}`,
  excludeBranch: (id: string) => `/v1/people/${part(id)}/exclusions`,
  allowBranch: (id: string, branchId: string) => `/v1/people/${part(id)}/exclusions/${part(branchId)}`,

  packages: (query: Query = {}) => `/v1/packages${queryOf(query)}`,
  newPackage: '/v1/packages',
  package: (id: string) => `/v1/packages/${part(id)}`,
  packageStanding: (id: string) => `/v1/packages/${part(id)}/standing`,
  withdrawPackage: (id: string) => `/v1/packages/${part(id)}/withdraw`,
  packageStory: (id: string) => `/v1/packages/${part(id)}/story`,
  eligibility: (id: string) => `/v1/packages/${part(id)}/eligibility`,
  publish: (id: string) => `/v1/packages/${part(id)}/broadcasts`,

  broadcasts: (query: Query = {}) => `/v1/broadcasts${queryOf(query)}`,
  broadcast: (id: string) => `/v1/broadcasts/${part(id)}`,
  decisions: (id: string) => `/v1/broadcasts/${part(id)}/decisions`,
  invitedBranches: (id: string) => `/v1/broadcasts/${part(id)}/invitations`,
  rankedOffers: (id: string) => `/v1/broadcasts/${part(id)}/offers`,
  extendBroadcast: (id: string) => `/v1/broadcasts/${part(id)}/extend`,
  closeBroadcast: (id: string) => `/v1/broadcasts/${part(id)}/close`,
  cancelBroadcast: (id: string) => `/v1/broadcasts/${part(id)}/cancel`,
  awardOffer: (id: string) => `/v1/broadcasts/${part(id)}/award`,

  award: (id: string) => `/v1/awards/${part(id)}`,
  confirmStart: (id: string) => `/v1/awards/${part(id)}/start`,
  withdrawAward: (id: string) => `/v1/awards/${part(id)}/withdraw`,

  endCare: (id: string) => `/v1/placements/${part(id)}/end`,
  varyCare: (id: string) => `/v1/placements/${part(id)}/variations`,
  headRoomOf: (id: string) => `/v1/placements/${part(id)}/head-room`,
  capacities: (query: Query) => `/v1/capacity${queryOf(query)}`,
  variationRequests: (query: Query = {}) => `/v1/variation-requests${queryOf(query)}`,
  approveVariation: (id: string) => `/v1/variation-requests/${part(id)}/approve`,
  refuseVariation: (id: string) => `/v1/variation-requests/${part(id)}/refuse`,
} as const;
