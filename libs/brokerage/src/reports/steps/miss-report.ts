import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { nextReportDue } from '#domain/reports/report-due';
import type { Tx } from '#platform/database/database';
import { ConcernEntity, BranchReportEntity } from '../../rows/report.entity.js';
import { RestrictionConditionEntity } from '../../rows/restriction.entity.js';
import { aboutReport, oweReport } from './owe-report.js';

/**
 * An open update was not received when it was due: that is a concern about the branch, owned by whoever sees
 * to the restriction, and the next one is asked for. Once: the caller holds the report and has seen it open.
 */
export async function missReport(
  act: Act,
  report: BranchReportEntity,
  now: Date,
): Promise<BranchReportEntity> {
  const { tx } = act;
  const { id, authorityId, branchId } = report;
  await tx.update(BranchReportEntity, { id }, { overdueAt: now });
  const dueAt = report.dueAt.toISOString();
  const { fact, envelope } = await aboutReport(tx, report, now);
  await act.log('report.overdue', { ...fact, dueAt }, envelope);
  const concernId = uuid();
  const kind = 'missed_report';
  const ownerId = await ownerOf(tx, report);
  const about = { packageId: null, awardId: null, reportId: id };
  await tx.insert(ConcernEntity, { id: concernId, authorityId, branchId, kind, ...about, ownerId, at: now });
  await act.log('concern.recorded', { concernId, branchId, kind }, { authorityId, at: now });
  return askForNext(act, report, now);
}

/** So many days after the last one was due, however late that one comes. */
export async function askForNext(
  act: Act,
  report: BranchReportEntity,
  now: Date,
): Promise<BranchReportEntity> {
  const { tx } = act;
  const { everyDays } = await tx.findOneByOrFail(RestrictionConditionEntity, { id: report.conditionId });
  if (everyDays === null) throw new RangeError('updates are owed under a reporting condition');
  return oweReport(act, report, { due: nextReportDue(report.dueOn, everyDays), now });
}

/** Held until the commit, so that nobody who is being shut out is left with the concern. */
async function ownerOf(tx: Tx, { restrictionId }: BranchReportEntity): Promise<string | null> {
  const [row]: { ownerId: string | null }[] = await tx.lock(
    'SELECT owner_id AS "ownerId" FROM restriction WHERE id = $1 FOR SHARE',
    [restrictionId],
  );
  return row?.ownerId ?? null;
}
