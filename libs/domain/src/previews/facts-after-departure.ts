import type { BranchFacts } from '../eligibility/facts.js';

/**
 * What a preview assumes when a branch leaves: which lots the branch leaves, when, and whether it loses its
 * registration.
 */
export interface Departure {
  readonly branchId: string;
  /** The lots that the branch leaves. An empty list means all lots. */
  readonly lotIds: readonly string[];
  /** The last day of the branch's contracts in these lots. Null if the contracts do not end. */
  readonly contractsEndOn: string | null;
  readonly losesRegistration: boolean;
}

type Departing = Pick<BranchFacts, 'leadBranchId' | 'deliveringBranchId' | 'contracts' | 'registration'>;

/**
 * Returns the eligibility data about two branches (contracted and delivering) as it would be after one of
 * them has left the lot. The contracts of the leaving branch end. It may also lose its registration.
 */
export function departed<T extends Departing>(facts: T, lotId: string, departure: Departure): T {
  const { branchId, lotIds, contractsEndOn, losesRegistration } = departure;
  if (lotIds.length > 0 && !lotIds.includes(lotId)) return facts;
  const gives = contractsEndOn !== null && facts.leadBranchId === branchId;
  const closes = losesRegistration && facts.deliveringBranchId === branchId;
  return {
    ...facts,
    ...(gives && {
      contracts: facts.contracts.map((one) => ({ ...one, endsOn: earlier(one.endsOn, contractsEndOn) })),
    }),
    ...(closes && { registration: { ...facts.registration, status: 'deregistered' } }),
  };
}

const earlier = (endsOn: string | null, other: string): string =>
  endsOn !== null && endsOn < other ? endsOn : other;
