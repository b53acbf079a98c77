import { type Query, queryOf, segment } from './url.js';

/** The paths of the pages for officers: people, packages, broadcasts and awards. */
export const BROKERING_PATHS = {
  board: '/board',

  packages: '/packages',
  newPackage: '/packages/new',
  newPackageFor: (personId: string) => `/packages/new${queryOf({ person: personId })}`,
  newPackageLike: (personId: string, packageId: string) =>
    `/packages/new${queryOf({ person: personId, like: packageId })}`,
  package: (id: string) => `/packages/${segment(id)}`,
  packageHistory: (id: string, query: Query = {}) => `/packages/${segment(id)}/history${queryOf(query)}`,
  changePackage: (id: string) => `/packages/${segment(id)}/change`,
  withdrawPackage: (id: string) => `/packages/${segment(id)}/withdraw`,
  beforeSending: (id: string) => `/packages/${segment(id)}/before-sending`,

  people: '/people',
  personSearch: (id: string) => `/people/searches/${segment(id)}`,
  findPerson: '/people/find',
  newPerson: '/people/new',
  person: (id: string) => `/people/${segment(id)}`,
  changePerson: (id: string) => `/people/${segment(id)}/change`,
  mergePeople: (id: string) => `/people/${segment(id)}/merge`,
  mergeWith: (id: string, otherId: string) => `/people/${segment(id)}/merge/${segment(otherId)}`,
  excludeBranch: (id: string) => `/people/${segment(id)}/exclusions`,
  allowBranch: (id: string, branchId: string) =>
    `/people/${segment(id)}/exclusions/${segment(branchId)}/remove`,

  broadcast: (id: string) => `/broadcasts/${segment(id)}`,
  extendBroadcast: (id: string) => `/broadcasts/${segment(id)}/extend`,
  closeBroadcast: (id: string) => `/broadcasts/${segment(id)}/close`,
  cancelBroadcast: (id: string) => `/broadcasts/${segment(id)}/cancel`,
  awardOffer: (id: string) => `/broadcasts/${segment(id)}/award`,
  broadcastDecisions: (id: string) => `/broadcasts/${segment(id)}/decisions`,
  awardFile: (id: string) => `/broadcasts/${segment(id)}/award-file`,

  confirmStart: (packageId: string, awardId: string) =>
    `/packages/${segment(packageId)}/awards/${segment(awardId)}/start`,
  withdrawAward: (packageId: string, awardId: string) =>
    `/packages/${segment(packageId)}/awards/${segment(awardId)}/withdraw`,
  recordContact: (packageId: string, awardId: string) =>
    `/packages/${segment(packageId)}/awards/${segment(awardId)}/contact`,
  endCare: (packageId: string, placementId: string) =>
    `/packages/${segment(packageId)}/placements/${segment(placementId)}/end`,
  varyCare: (packageId: string, placementId: string) =>
    `/packages/${segment(packageId)}/placements/${segment(placementId)}/hours`,
  decideVariation: (packageId: string, requestId: string) =>
    `/packages/${segment(packageId)}/variations/${segment(requestId)}`,
} as const;

export const BROKERING_API_PATHS = {
  board: (query: Query = {}) => `/v1/board${queryOf(query)}`,
  lots: '/v1/lots',
  lot: (id: string) => `/v1/lots/${segment(id)}`,
  lotOutlines: '/v1/lots/outlines',
  lotOffices: '/v1/lots/offices',
  locate: '/v1/lots/locate',
  clockProfiles: '/v1/clock-profiles',

  awardFile: (id: string) => `/v1/broadcasts/${segment(id)}/award-file`,

  people: (query: Query = {}) => `/v1/people${queryOf(query)}`,
  newPerson: '/v1/people',
  newPersonSearch: '/v1/person-searches',
  personSearch: (id: string) => `/v1/person-searches/${segment(id)}`,
  findPerson: '/v1/people/find',
  person: (id: string) => `/v1/people/${segment(id)}`,
  mergePeople: (id: string) => `/v1/people/${segment(id)}/merge`,
  excludeBranch: (id: string) => `/v1/people/${segment(id)}/exclusions`,
  allowBranch: (id: string, branchId: string) => `/v1/people/${segment(id)}/exclusions/${segment(branchId)}`,

  packages: (query: Query = {}) => `/v1/packages${queryOf(query)}`,
  newPackage: '/v1/packages',
  package: (id: string) => `/v1/packages/${segment(id)}`,
  packageStanding: (id: string) => `/v1/packages/${segment(id)}/standing`,
  withdrawPackage: (id: string) => `/v1/packages/${segment(id)}/withdraw`,
  packageStory: (id: string, query: Query = {}) => `/v1/packages/${segment(id)}/story${queryOf(query)}`,
  eligibility: (id: string) => `/v1/packages/${segment(id)}/eligibility`,
  broadcastPlan: (id: string) => `/v1/packages/${segment(id)}/broadcast-plan`,
  publish: (id: string) => `/v1/packages/${segment(id)}/broadcasts`,

  broadcasts: (query: Query = {}) => `/v1/broadcasts${queryOf(query)}`,
  broadcast: (id: string) => `/v1/broadcasts/${segment(id)}`,
  decisions: (id: string) => `/v1/broadcasts/${segment(id)}/decisions`,
  invitedBranches: (id: string) => `/v1/broadcasts/${segment(id)}/invitations`,
  rankedOffers: (id: string) => `/v1/broadcasts/${segment(id)}/offers`,
  extendBroadcast: (id: string) => `/v1/broadcasts/${segment(id)}/extend`,
  closeBroadcast: (id: string) => `/v1/broadcasts/${segment(id)}/close`,
  cancelBroadcast: (id: string) => `/v1/broadcasts/${segment(id)}/cancel`,
  awardOffer: (id: string) => `/v1/broadcasts/${segment(id)}/award`,

  award: (id: string) => `/v1/awards/${segment(id)}`,
  confirmStart: (id: string) => `/v1/awards/${segment(id)}/start`,
  withdrawAward: (id: string) => `/v1/awards/${segment(id)}/withdraw`,
  contactAttempts: (id: string) => `/v1/awards/${segment(id)}/contact-attempts`,

  endCare: (id: string) => `/v1/placements/${segment(id)}/end`,
  varyCare: (id: string) => `/v1/placements/${segment(id)}/variations`,
  headRoomOf: (id: string) => `/v1/placements/${segment(id)}/head-room`,
  capacities: (query: Query) => `/v1/capacity${queryOf(query)}`,
  variationRequests: (query: Query = {}) => `/v1/variation-requests${queryOf(query)}`,
  approveVariation: (id: string) => `/v1/variation-requests/${segment(id)}/approve`,
  refuseVariation: (id: string) => `/v1/variation-requests/${segment(id)}/refuse`,
} as const;
