import { v7 as uuid } from 'uuid';
import type { Decided } from '#contracts/events';
import type { RegisterSource } from '#contracts/providers';
import type { StandingEntry } from '#domain/providers/register-source';
import type { Tx } from '#platform/database/database';
import { digestRecord } from '../../digests/digest-records.js';
import { type BranchEntity, RegisterEntryEntity } from '../../rows/provider.entity.js';

type Facts = Pick<BranchEntity, 'registrationStatus' | 'dormant' | 'personalCare' | 'ratings'>;

/** Reads what stands in the register of a locked branch, with the day of its source and the authority that recorded it. */
export async function standingEntry(tx: Tx, branch: Facts & { readonly id: string }): Promise<StandingEntry> {
  const { id: branchId, registrationStatus: status, dormant, personalCare, ratings } = branch;
  const newest = await tx.findOne(RegisterEntryEntity, { where: { branchId }, order: { version: 'DESC' } });
  return {
    registration: { status, dormant, personalCare },
    ratings,
    publishedOn: newest?.publishedOn ?? null,
    recordedBy: newest?.recordedByAuthorityId ?? null,
  };
}

/** Adds an entry to the history of a branch, and digests it. The caller has locked the branch, or has just made it. */
export async function recordRegisterEntry(
  tx: Tx,
  {
    id: branchId,
    version,
    registrationStatus,
    dormant,
    personalCare,
    ratings,
  }: Facts & {
    readonly id: string;
    readonly version: number;
  },
  recording: {
    readonly source: RegisterSource;
    readonly by: { readonly userId: string; readonly authorityId: string };
    readonly now: Date;
  },
): Promise<Decided> {
  const { source, by, now } = recording;
  const entry: RegisterEntryEntity = {
    id: uuid(),
    branchId,
    version,
    registrationStatus,
    dormant,
    personalCare,
    ratings,
    sourceKind: source.kind,
    reference: source.reference,
    publishedOn: source.publishedOn,
    recordedAt: now,
    recordedBy: by.userId,
    recordedByAuthorityId: by.authorityId,
  };
  await tx.insert(RegisterEntryEntity, entry);
  return digestRecord(tx, 'register_entry', entry.id);
}
