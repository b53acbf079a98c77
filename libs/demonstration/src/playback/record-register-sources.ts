import { digestRecords, digestsOf } from '#brokerage/digests/digest-records';
import type { RegisterEntryEntity } from '#brokerage/rows/provider.entity';
import type { EventPayloads } from '#contracts/events';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { userIdOf } from '#platform/acts/caller';
import { daysBefore, type Loading } from '../rows/load-input-and-row-ids.js';
import { seededId } from '../rows/seeded-id.js';
import { storeRows } from '../rows/store-rows.js';

/** Later than every planned rating. */
const RECORDED_DAYS_AGO = 50;
const PUBLISHED_DAYS_AGO = 55;
const VERSION = 2;

export const sourcesRecordedAt = (now: Date): Date => daysBefore(now, RECORDED_DAYS_AGO);

/**
 * Records for all branches that a commissioner compared them with CQC's directory. The rows and events are those of
 * the act `ChangeBranch`, which would take some seconds for all branches.
 */
export async function recordRegisterSources(
  { tx, plan, ids, now }: Loading,
  { actor }: Caller,
): Promise<void> {
  const recordedAt = sourcesRecordedAt(now);
  const recordedBy = userIdOf(actor);
  if (recordedBy === null) throw new RangeError('a user records the sources');
  const publishedOn = londonDate(daysBefore(now, PUBLISHED_DAYS_AGO));
  const entries = plan.branches.map(({ id, registration, ratings }, index): RegisterEntryEntity => ({
    id: seededId('register_entry', index + 1),
    branchId: id,
    version: VERSION,
    registrationStatus: registration.status,
    dormant: registration.dormant,
    personalCare: registration.personalCare,
    ratings,
    sourceKind: 'directory',
    reference: 'HSCA active locations',
    publishedOn,
    recordedAt,
    recordedBy,
    recordedByAuthorityId: ids.authority,
  }));
  await storeRows(tx, 'register_entry', entries);
  await tx.write('UPDATE branch SET version = $1 WHERE id = ANY($2)', [
    VERSION,
    plan.branches.map(({ id }) => id),
  ]);
  const keys = entries.map(({ id }) => id);
  const digests = await digestRecords(tx, 'register_entry', keys);
  const events = plan.branches.map(({ id: branchId, providerId }, index) => {
    const payload: EventPayloads['branch.changed'] = { ...digestsOf(digests, keys[index]), branchId };
    return {
      id: seededId('register_event', index + 1),
      authorityId: null,
      providerIds: [providerId],
      name: 'branch.changed',
      subjectType: 'branch',
      subjectId: branchId,
      packageId: null,
      actorId: recordedBy,
      at: recordedAt,
      payload,
    };
  });
  await storeRows(tx, 'event', events);
}
