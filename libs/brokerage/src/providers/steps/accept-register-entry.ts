import type { BranchFile, RegisterSource } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { parsePostcode } from '#domain/lots/postcode';
import { branchFaults } from '#domain/providers/branch-faults';
import { londonDate } from '#domain/time/london';
import type { BranchEntity } from '../../rows/provider.entity.js';
import { mayDeliver } from '../../facts/may-deliver.js';

/** The fields of a branch that may be changed after it is recorded. */
export interface ChangeableFile extends Omit<BranchFile, 'id' | 'providerId' | 'capabilities'> {
  /** The source of the registration and the ratings. Null or absent if the change does not touch them. */
  readonly source?: RegisterSource | null;
}

/** The columns of a branch that its file fills. Capabilities are stated by themselves. */
export type AcceptedFile = Omit<
  BranchEntity,
  | 'id'
  | 'providerId'
  | 'closedBy'
  | 'version'
  | 'capabilities'
  | 'confirmedCapabilities'
  | 'managerRecordedAt'
  | 'managerRecordedBy'
>;

/**
 * Checks a branch's register entry and returns the columns to store. If the branch may not deliver care,
 * `closedAt` is set to now, unless it is set already.
 *
 * @throws DomainError `branch_invalid` with every fault
 */
export function acceptFile(file: ChangeableFile, now: Date, closedSince: Date | null = null): AcceptedFile {
  const faults = branchFaults({ ...file, source: file.source ?? null }, londonDate(now));
  if (faults.length > 0) throw new DomainError('branch_invalid', { faults });
  const { name, postcode, registration, ratings, telephone = null, managerName = null } = file;
  const { status: registrationStatus, dormant, personalCare } = registration;
  const isOpen = mayDeliver({ registrationStatus, dormant, personalCare });
  return {
    name,
    postcode: parsePostcode(postcode)?.postcode ?? postcode,
    registrationStatus,
    dormant,
    personalCare,
    closedAt: isOpen ? null : (closedSince ?? now),
    ratings,
    telephone,
    managerName,
  };
}

/** Returns when and by which user the manager of a new branch was recorded. Without a manager, nothing. */
export function managerRecordedIn(
  { managerName }: Pick<BranchEntity, 'managerName'>,
  { by, now }: { readonly by: { readonly userId: string }; readonly now: Date },
): Pick<BranchEntity, 'managerRecordedAt' | 'managerRecordedBy'> {
  return managerName === null ? {} : { managerRecordedAt: now, managerRecordedBy: by.userId };
}
