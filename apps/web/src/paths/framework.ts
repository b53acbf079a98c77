import { type Query, queryOf, segment } from './url.js';

/** The paths of the pages on which commissioners make the framework: contracts, subcontracts, lots and providers. */
export const FRAMEWORK_PATHS = {
  contracts: '/contracts',
  newContract: '/contracts/new',
  changeContracts: '/contracts/change',
  upliftContracts: '/contracts/uplift',
  contract: (id: string) => `/contracts/${segment(id)}`,
  changeContract: (id: string) => `/contracts/${segment(id)}/change`,
  endContract: (id: string) => `/contracts/${segment(id)}/end`,
  copyContract: (id: string) => `/contracts/${segment(id)}/copy`,
  uplifts: '/rate-uplifts',
  newLot: '/lots/new',
  lotOutline: (id: string) => `/lots/${segment(id)}/outline`,
  providers: '/providers',
  newProvider: '/providers/new',
  newBranch: '/branches/new',
  newSubcontract: '/subcontracts/new',
  endSubcontract: (id: string) => `/subcontracts/${segment(id)}/end`,
} as const;

export const FRAMEWORK_API_PATHS = {
  contractLines: (query: Query) => `/v1/contract-lines${queryOf(query)}`,
  newContract: '/v1/contracts',
  contract: (id: string) => `/v1/contracts/${segment(id)}`,
  contractDependants: (id: string) => `/v1/contracts/${segment(id)}/dependants`,
  contractRates: (id: string) => `/v1/contracts/${segment(id)}/rates`,
  changeContracts: '/v1/contracts/change',
  copyContract: (id: string) => `/v1/contracts/${segment(id)}/copies`,
  uplifts: '/v1/rate-uplifts',
  previewUplift: '/v1/rate-uplifts/preview',
  lotOutline: (id: string) => `/v1/lots/${segment(id)}/outline`,
  newProvider: '/v1/providers',
  newBranch: '/v1/branches',
  newSubcontract: '/v1/subcontracts',
  subcontracts: (query: Query) => `/v1/subcontracts${queryOf(query)}`,
  endSubcontract: (id: string) => `/v1/subcontracts/${segment(id)}/end`,
  branchesFound: (query: Query) => `/v1/branches${queryOf(query)}`,
  providersFound: (query: Query) => `/v1/providers${queryOf(query)}`,
} as const;
