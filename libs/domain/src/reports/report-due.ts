import { addDays, daysBetween } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';

export interface ReportDue {
  /** The last day on which a report counts as received in time. */
  readonly dueOn: string;
  /** The end of the due day in London. A report received at this instant or later is late. */
  readonly dueAt: Date;
}

const dueOnDay = (dueOn: string): ReportDue => ({ dueOn, dueAt: londonInstant(addDays(dueOn, 1), '00:00') });

/**
 * Returns when the next report is due: a fixed number of days after the last due day, even if the last report
 * came late.
 */
export function nextReportDue(afterDay: string, everyDays: number): ReportDue {
  return dueOnDay(addDays(afterDay, everyDays));
}

/**
 * Calculates when a branch's first report is due: `everyDays` days after `afterDay`. If that day has passed,
 * adds `everyDays` until the day is today or later. So a notice recorded late requires no report for the
 * past.
 */
export function firstReportDue(afterDay: string, everyDays: number, now: Date): ReportDue {
  const today = londonDate(now);
  const rounds = Math.max(1, Math.ceil(daysBetween(afterDay, today) / everyDays));
  return dueOnDay(addDays(afterDay, rounds * everyDays));
}

/** True for a report that is received at the end of its due day or later. */
export function isReportLate({ dueAt }: Pick<ReportDue, 'dueAt'>, receivedAt: Date): boolean {
  return receivedAt >= dueAt;
}
