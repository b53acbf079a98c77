import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { RestrictionEntity } from '../rows/restriction.entity.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { BranchReportEntity } from '../rows/report.entity.js';
import { OPEN } from './steps/sync-owed-reports.js';
import { missReport } from './steps/miss-report.js';

/**
 * Marks a report as missed if it is not received in time, and records a concern. Does nothing before the due
 * time.
 */
@Injectable()
export class CheckReport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly reportId: string }): Promise<'overdue' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'check-report',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx); // the lock keeps the restriction from ending or changing during this transaction
        const report = await tx.findOne(BranchReportEntity, {
          where: { id: command.reportId, ...OPEN },
          lock: { mode: 'pessimistic_write' },
        });
        const now = this.clock.now();
        if (!report || report.dueAt > now) return 'nothing_due';
        const { toAt } = await tx.findOneByOrFail(RestrictionEntity, { id: report.restrictionId });
        if (toAt !== null && toAt < report.dueAt) return 'nothing_due'; // no report is owed if the restriction ended before the due time
        await missReport(act, report, now);
        return 'overdue';
      },
      { enter: { kind: 'report', id: command.reportId } },
    );
  }
}
