import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { nextReportDue } from '#domain/reports/report-due';
import { ConcernEntity, BranchReportEntity } from '../../rows/report.entity.js';
import { RestrictionConditionEntity } from '../../rows/restriction.entity.js';
import { reportEventFields, oweReport } from './owe-report.js';
import { reportOwner } from './report-owner.js';

/**
 * Marks an open report as missed, and records a concern. Creates and returns the next report. The caller has
 * locked the report and checked that it is open.
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
  const { fact, envelope } = await reportEventFields(tx, report, now);
  await act.log('report.overdue', { ...fact, dueAt }, envelope);
  const concernId = uuid();
  const kind = 'missed_report';
  const ownerId = await reportOwner(tx, report, now);
  const about = { packageId: null, awardId: null, reportId: id };
  await tx.insert(ConcernEntity, { id: concernId, authorityId, branchId, kind, ...about, ownerId, at: now });
  await act.log('concern.recorded', { concernId, branchId, kind }, { authorityId, at: now });
  return askForNext(act, report, now);
}

/**
 * Creates the next report of a branch. The report is due a fixed number of days after the last due day, even
 * if the last report came late.
 */
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
