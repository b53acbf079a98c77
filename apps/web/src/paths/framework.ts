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
  branchesFound: (query: Query) => `/v1/branches${queryOf(query)}`,
  providersFound: (query: Query) => `/v1/providers${queryOf(query)}`,
} as const;
