import { addDays, daysBetween } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';

export interface ReportDue {
  /** The last day on which a report is in time. */
  readonly dueOn: string;
  /** The end of the due day in London. A report is late from this instant on. */
  readonly dueAt: Date;
}

const dueOnDay = (dueOn: string): ReportDue => ({ dueOn, dueAt: londonInstant(addDays(dueOn, 1), '00:00') });

/**
 * Returns the due day and time of the next report: a fixed number of days after the last due day, however
 * late the last report came.
 */
export function nextReportDue(afterDay: string, everyDays: number): ReportDue {
  return dueOnDay(addDays(afterDay, everyDays));
}

/**
 * Returns the due day and time of the first report: a number of days after a day, and as many again until the
 * due day is not over. So a notice that is recorded late never requires a report for the past.
 */
export function firstReportDue(afterDay: string, everyDays: number, now: Date): ReportDue {
  const today = londonDate(now);
  const rounds = Math.max(1, Math.ceil(daysBetween(afterDay, today) / everyDays));
  return dueOnDay(addDays(afterDay, rounds * everyDays));
}

/** True for a report received at the end of its due day or later. */
export function isReportLate({ dueAt }: Pick<ReportDue, 'dueAt'>, receivedAt: Date): boolean {
  return receivedAt >= dueAt;
}
