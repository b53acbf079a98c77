import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import type { ReportDue } from '#domain/reports/report-due';
import type { Tx } from '#platform/database/database';
import { eventOf, type NewEvent } from '#platform/log/new-event';
import { BranchEntity } from '../../rows/provider.entity.js';
import { BranchReportEntity } from '../../rows/report.entity.js';
import { reportOwner } from './report-owner.js';

type Owed = Pick<BranchReportEntity, 'authorityId' | 'restrictionId' | 'conditionId' | 'branchId'> & {
  /** The owner of the report before. Absent for the first report of a condition. */
  readonly ownerId?: string | null;
};

/**
 * Creates the next report that a branch owes under a reporting condition. A condition has at most one open
 * report (`uq_branch_report_open`).
 */
export async function oweReport(
  act: Act,
  { authorityId, restrictionId, conditionId, branchId, ownerId }: Owed,
  { due, now }: { readonly due: ReportDue; readonly now: Date },
): Promise<BranchReportEntity> {
  const { tx } = act;
  const asked = await tx.countBy(BranchReportEntity, { conditionId });
  const report: BranchReportEntity = {
    id: uuid(),
    authorityId,
    restrictionId,
    conditionId,
    branchId,
    number: asked + 1,
    ...due,
    overdueAt: null,
    receivedAt: null,
    receivedBy: null,
    account: null,
    documentId: null,
    endedAt: null,
    ownerId: await reportOwner(tx, { restrictionId, ownerId: ownerId ?? null }, now),
  };
  await tx.insert(BranchReportEntity, report);
  await act.append(await reportOwed(tx, report, now));
  return report;
}

/**
 * Makes the event that a report is owed. The event informs the authority's staff and the branch's provider.
 * It also sets an alarm for the report's due time.
 */
export async function reportOwed(tx: Tx, report: BranchReportEntity, now: Date): Promise<NewEvent> {
  const { fact, envelope } = await reportEventFields(tx, report, now);
  return eventOf('report.owed', { ...fact, dueAt: report.dueAt.toISOString() }, envelope);
}

/**
 * Makes the fields that every event about a report has. Such events go to the authority that receives the
 * report, and to the branch's provider.
 */
export async function reportEventFields(tx: Tx, report: BranchReportEntity, at: Date) {
  const { id: reportId, authorityId, restrictionId, branchId, number } = report;
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
  return {
    fact: { reportId, restrictionId, branchId, number },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}
