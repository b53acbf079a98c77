import { answerRegistration } from '#domain/eligibility/branch-rules';
import type { BranchEntity } from '../rows/provider.entity.js';

/** True if the branch is registered with CQC for personal care and is not dormant. */
export function mayDeliver({
  registrationStatus: status,
  dormant,
  personalCare,
}: Pick<BranchEntity, 'registrationStatus' | 'dormant' | 'personalCare'>): boolean {
  return answerRegistration({ status, dormant, personalCare }).result === 'pass';
}
