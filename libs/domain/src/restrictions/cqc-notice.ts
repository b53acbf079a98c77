import { DomainError } from '../domain-error.js';

/** What ties an authority to a branch. */
export interface TiesToBranch {
  /** True if the branch has a contract or a subcontract of the authority that has not ended. */
  readonly hasContract: boolean;
  /** True if the branch delivers live care of the authority, or leads it. */
  readonly hasLiveCare: boolean;
}

/**
 * A notice of CQC binds every authority. So only an authority that works with the branch may record one
 * (docs/rules.md §3.4.1).
 *
 * @throws DomainError `cqc_notice_needs_ties`
 */
export function assertMayRecordCqcNotice({ hasContract, hasLiveCare }: TiesToBranch): void {
  if (!hasContract && !hasLiveCare) throw new DomainError('cqc_notice_needs_ties');
}
