import type { BranchRatings, Registration } from '#contracts/providers';
import { DomainError } from '../domain-error.js';
import type { TiesToBranch } from '../restrictions/cqc-notice.js';

/** What the register of CQC says of a branch. All authorities share these facts. */
export interface RegisterFacts {
  readonly registration: Registration;
  readonly ratings: BranchRatings;
}

/** True if a change touches a fact of the register: the registration, dormancy, personal care or a rating. */
export function changesRegister(before: RegisterFacts, after: RegisterFacts): boolean {
  return (
    differs(before.registration, after.registration, ['status', 'dormant', 'personalCare']) ||
    differs(before.ratings, after.ratings, [
      'overall',
      'safe',
      'effective',
      'caring',
      'responsive',
      'wellLed',
      'ratedOn',
    ])
  );
}

function differs<T>(before: T, after: T, names: readonly (keyof T)[]): boolean {
  return names.some((name) => before[name] !== after[name]);
}

/**
 * An entry in the register takes work from a branch in every authority, and older sources may not change it. So only an
 * authority that works with the branch may record one (docs/rules.md §3.2).
 *
 * @throws DomainError `register_needs_ties`
 */
export function assertMayRecordRegister({ hasContract, hasLiveCare }: TiesToBranch): void {
  if (!hasContract && !hasLiveCare) throw new DomainError('register_needs_ties');
}
