import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { NewReport, ReportView } from '#contracts/reports';
import { DomainError } from '#domain/domain-error';
import { isReportLate } from '#domain/reports/report-due';
import { isOver } from '#domain/restrictions/in-force';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { found, providerUser } from '../access/scope.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { RestrictionEntity } from '../rows/restriction.entity.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { BranchReportEntity } from '../rows/report.entity.js';
import { reportView } from './reports.queries.js';
import { askForNext, missReport } from './steps/miss-report.js';
import { reportEventFields } from './steps/owe-report.js';
import { digestRecord } from '../digests/digest-records.js';

export interface SubmitReportCommand extends NewReport {
  readonly reportId: string;
}

/** Submits a report that a provider's branch owes. A late report is accepted and marked as late. */
@Injectable()
export class SubmitReport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `report_not_found`, `report_already_received`, `report_not_owed`, `document_not_found` */
  execute(caller: Caller, command: SubmitReportCommand): Promise<ReportView> {
    const { providerId, userId } = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'submit-report',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const report = await this.lockOwnReport(tx, providerId, command.reportId);
        const restriction = await tx.findOneByOrFail(RestrictionEntity, { id: report.restrictionId });
        const now = this.clock.now();
        assertOwed(report, restriction, now);
        const documentId = await ownDocument(tx, { providerId }, command.documentId, now);

        const late = isReportLate(report, now);
        if (late && report.overdueAt === null) await missReport(act, report, now);
        const received = { receivedAt: now, receivedBy: userId, account: command.account, documentId };
        await tx.update(BranchReportEntity, { id: report.id }, received);
        const { fact, envelope } = await reportEventFields(tx, report, now);
        const digests = await digestRecord(tx, 'report', fact.reportId);
        await act.log('report.received', { ...digests, ...fact, late }, envelope);
        if (!late) await askForNext(act, report, now);
        return reportView(tx, report.id);
      },
      { enter: { kind: 'report', id: command.reportId } },
    );
  }

  private async lockOwnReport(tx: Tx, providerId: string, id: string): Promise<BranchReportEntity> {
    const branches = await tx.findBy(BranchEntity, { providerId });
    const where = { id, branchId: In(branches.map((branch) => branch.id)) };
    const report = await tx.findOne(BranchReportEntity, { where, lock: { mode: 'pessimistic_write' } });
    return found(report, 'report_not_found');
  }
}

/**
 * Checks that a report is still owed. Missed reports may still be submitted. No report is owed if the
 * restriction ended before the due time.
 */
function assertOwed(
  { receivedAt, overdueAt, endedAt, dueAt }: BranchReportEntity,
  { toAt, liftedAt }: RestrictionEntity,
  now: Date,
): void {
  if (receivedAt !== null)
    throw new DomainError('report_already_received', { receivedAt: receivedAt.toISOString() });
  const isMissed = overdueAt !== null || (toAt !== null && dueAt <= toAt && dueAt <= now);
  if (endedAt !== null || (!isMissed && isOver({ to: toAt, liftedAt }, now)))
    throw new DomainError('report_not_owed');
}
