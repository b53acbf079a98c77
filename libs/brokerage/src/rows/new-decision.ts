import type { Eligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts } from '#domain/eligibility/facts';

/** A row of `eligibility_decision` that an opening stores: one decision with its own input data. */
export interface NewDecision extends Pick<Eligibility, 'eligible' | 'tier' | 'checks'> {
  readonly branchId: string;
  readonly deliveringBranchId: string;
  readonly facts: { readonly branch: BranchFacts };
}
