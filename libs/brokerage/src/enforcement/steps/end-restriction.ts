import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { BranchEntity } from '../../rows/provider.entity.js';
import { syncOwedReports, missOverdueReports } from '../../reports/steps/sync-owed-reports.js';
import { RestrictionEntity } from '../../rows/restriction.entity.js';
import { authoritiesBound } from '../../restrictions/steps/authorities-bound.js';
import { closeContests } from '../../restrictions/steps/close-contests.js';
import { unblockAwards } from './unblock-awards.js';
import { digestRecord } from '../../digests/digest-records.js';

/**
 * Ends a restriction, so no more reports are due under it. Logs an event for each authority that the
 * restriction bound. Unblocks awards that nothing else forbids.
 */
export async function endRestriction(
  act: Act,
  restriction: RestrictionEntity,
  end: {
    readonly name: 'restriction.lifted' | 'restriction.expired';
    readonly reason?: string;
    readonly now: Date;
  },
): Promise<void> {
  const { tx } = act;
  const { id, branchId } = restriction;
  const { name, now } = end;
  await missOverdueReports(act, restriction, now);
  const ended =
    name === 'restriction.lifted' ? { liftedAt: now, liftReason: end.reason ?? null } : { expiredAt: now };
  await tx.update(RestrictionEntity, { id }, ended);
  await syncOwedReports(act, { ...restriction, ...ended }, now);
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
  const digests = name === 'restriction.lifted' ? await digestRecord(tx, 'lifting', id) : {};
  const events = (await authoritiesBound(tx, restriction)).map((authorityId, index): NewEvent =>
    eventOf(
      name,
      { ...digests, restrictionId: id, branchId },
      {
        authorityId,
        providerIds: index === 0 ? [providerId] : [], // the branch's provider gets the event once, even if the restriction binds several authorities
        at: now,
      },
    ),
  );
  await act.append(...events);
  const outcome = name === 'restriction.lifted' ? 'lifted' : 'expired';
  await closeContests(act, restriction, { outcome, answer: end.reason ?? null, now });
  await unblockAwards(act, { branchId, now });
}
