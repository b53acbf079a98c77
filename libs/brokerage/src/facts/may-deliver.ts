import { answerRegistration } from '#domain/eligibility/branch-rules';
import type { BranchEntity } from '../rows/provider.entity.js';

/** Registered with CQC for personal care, and not dormant. */
export function mayDeliver({
  registrationStatus: status,
  dormant,
  personalCare,
}: Pick<BranchEntity, 'registrationStatus' | 'dormant' | 'personalCare'>): boolean {
  return answerRegistration({ status, dormant, personalCare }).result === 'pass';
}
