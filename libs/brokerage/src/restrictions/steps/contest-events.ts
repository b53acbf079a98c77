import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { ContestOutcome } from '#contracts/restrictions';
import { digestRecord } from '../../digests/digest-records.js';
import type { Tx } from '#platform/database/database';
import { BranchEntity } from '../../rows/provider.entity.js';
import type { ContestEntity, RestrictionEntity } from '../../rows/restriction.entity.js';
import { authoritiesBound } from './authorities-bound.js';

/**
 * Makes the events of a contest, one for each authority that the notice binds and for the authority that contests.
 * Without an outcome, the contest is opened. Digests the contest or its answer, so the row must be written before.
 */
export async function contestEvents(
  tx: Tx,
  restriction: RestrictionEntity,
  {
    id: contestId,
    byAuthorityId,
    byProviderId,
  }: Pick<ContestEntity, 'id' | 'byAuthorityId' | 'byProviderId'>,
  now: Date,
  outcome?: ContestOutcome,
): Promise<NewEvent[]> {
  const { id: restrictionId, branchId } = restriction;
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
  const bound = await authoritiesBound(tx, restriction);
  const told = [...new Set([...bound, ...(byAuthorityId === null ? [] : [byAuthorityId])])].sort();
  const decided = await digestRecord(tx, outcome === undefined ? 'contest' : 'contest_answer', contestId);
  const fact = { ...decided, contestId, restrictionId, branchId };
  return told.map((authorityId, index): NewEvent => {
    const providerIds = index === 0 ? [providerId] : []; // the branch's provider gets the event once
    const envelope = { authorityId, providerIds, at: now };
    return outcome === undefined
      ? eventOf('contest.opened', { ...fact, byAuthorityId, byProviderId }, envelope)
      : eventOf('contest.answered', { ...fact, outcome }, envelope);
  });
}
