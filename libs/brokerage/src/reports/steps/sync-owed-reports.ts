import type { Act } from '#platform/acts/act';
import { IsNull } from 'typeorm';
import { firstReportDue } from '#domain/reports/report-due';
import { isOver } from '#domain/restrictions/in-force';
import { londonDate } from '#domain/time/london';
import type { Tx } from '#platform/database/database';
import { RestrictionConditionEntity, type RestrictionEntity } from '../../rows/restriction.entity.js';
import { BranchReportEntity } from '../../rows/report.entity.js';
import { missReport } from './miss-report.js';
import { oweReport, reportOwed } from './owe-report.js';

/** TypeORM condition for an open report: not received, not missed, and still owed. */
export const OPEN = { receivedAt: IsNull(), overdueAt: IsNull(), endedAt: IsNull() };

/** Locks the open report under a restriction. Returns null if there is no open report. */
function openReport(tx: Tx, restrictionId: string): Promise<BranchReportEntity | null> {
  const where = { restrictionId, ...OPEN };
  return tx.findOne(BranchReportEntity, { where, lock: { mode: 'pessimistic_write' } });
}

/**
 * Marks a restriction's open report as missed if its due time has passed. Acts call this before the
 * restriction changes or ends.
 */
export async function missOverdueReports(
  act: Act,
  { id, toAt }: RestrictionEntity,
  now: Date,
): Promise<void> {
  const { tx } = act;
  const until = toAt !== null && toAt < now ? toAt : now;
  let open = await openReport(tx, id);
  while (open && open.dueAt <= until) open = await missReport(act, open, now);
}

/**
 * Makes the owed reports match the present conditions of a restriction. One report is open while a reporting
 * condition is in force, otherwise none. The caller has the standing lock exclusively.
 */
export async function syncOwedReports(act: Act, restriction: RestrictionEntity, now: Date): Promise<void> {
  const { tx } = act;
  const { id: restrictionId, authorityId, branchId } = restriction;
  const inForce = { restrictionId, kind: 'reporting', removedAt: IsNull() } as const;
  const condition = await tx.findOneBy(RestrictionConditionEntity, inForce);
  const isEnforced = restriction.enforcedAt !== null;
  const isOwed = isEnforced && !isOver({ to: restriction.toAt, liftedAt: restriction.liftedAt }, now);
  const open = await openReport(tx, restrictionId);
  if (condition?.everyDays == null || authorityId === null || !isOwed) {
    if (open) await tx.update(BranchReportEntity, { id: open.id }, { endedAt: now });
    return;
  }
  const after = await lastDue(tx, condition.id);
  const due = firstReportDue(after ?? londonDate(restriction.fromAt), condition.everyDays, now);
  if (!open) {
    const owed = { authorityId, restrictionId, conditionId: condition.id, branchId };
    await oweReport(act, owed, { due, now });
  } else if (open.dueOn !== due.dueOn) {
    await tx.update(BranchReportEntity, { id: open.id }, { ...due });
    await act.append(await reportOwed(tx, { ...open, ...due }, now));
  }
}

/**
 * Returns the due day of the last received or missed report under a condition. Returns null without such a
 * report.
 */
async function lastDue(tx: Tx, conditionId: string): Promise<string | null> {
  const [last]: { dueOn: string | null }[] = await tx.query(
    `SELECT max(due_on) AS "dueOn" FROM branch_report
     WHERE condition_id = $1 AND (received_at IS NOT NULL OR overdue_at IS NOT NULL)`,
    [conditionId],
  );
  return last?.dueOn ?? null;
}
