import type { BranchFile } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { parsePostcode } from '#domain/lots/postcode';
import { branchFaults } from '#domain/providers/branch-faults';
import { londonDate } from '#domain/time/london';
import type { BranchEntity } from '../branch.entity.js';

/** What may change of a branch; whose it is and its id may not. */
export type ChangeableFile = Omit<BranchFile, 'id' | 'providerId'>;

/** @throws DomainError `branch_invalid` with every fault */
export function acceptFile(
  file: ChangeableFile,
  now: Date,
): Omit<BranchEntity, 'id' | 'providerId' | 'version'> {
  const faults = branchFaults(file, londonDate(now));
  if (faults.length > 0) throw new DomainError('branch_invalid', { faults });
  const { name, postcode, registration, ratings, capabilities } = file;
  return {
    name,
    postcode: parsePostcode(postcode)?.postcode ?? postcode,
    registrationStatus: registration.status,
    dormant: registration.dormant,
    personalCare: registration.personalCare,
    ratings,
    capabilities: [...new Set(capabilities)],
  };
}
