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

/** Owed and neither received nor missed. */
export const OPEN = { receivedAt: IsNull(), overdueAt: IsNull(), endedAt: IsNull() };

/** The one that is open under a restriction, held until the commit. */
function openReport(tx: Tx, restrictionId: string): Promise<BranchReportEntity | null> {
  const where = { restrictionId, ...OPEN };
  return tx.findOne(BranchReportEntity, { where, lock: { mode: 'pessimistic_write' } });
}

/** What fell due before a restriction changes is missed under its old terms, whether or not an alarm has rung. */
export async function settleReports(act: Act, { id, toAt }: RestrictionEntity, now: Date): Promise<void> {
  const { tx } = act;
  const until = toAt !== null && toAt < now ? toAt : now;
  let open = await openReport(tx, id);
  while (open && open.dueAt <= until) open = await missReport(act, open, now);
}

/**
 * Makes what is owed under a restriction what its terms say now: one open update while a reporting condition
 * of an authority's is in force, none otherwise. The standing is held alone by the act that calls.
 */
export async function keepReports(act: Act, restriction: RestrictionEntity, now: Date): Promise<void> {
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

/** The day on which the last one was due that was received or missed; null where none was. */
async function lastDue(tx: Tx, conditionId: string): Promise<string | null> {
  const [last]: { dueOn: string | null }[] = await tx.query(
    `SELECT max(due_on) AS "dueOn" FROM branch_report
     WHERE condition_id = $1 AND (received_at IS NOT NULL OR overdue_at IS NOT NULL)`,
    [conditionId],
  );
  return last?.dueOn ?? null;
}
