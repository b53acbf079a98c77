import { addDays, daysBetween } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';

export interface ReportDue {
  /** The last day on which a report is in time. */
  readonly dueOn: string;
  /** The end of that day in London. A report is late from this instant on. */
  readonly dueAt: Date;
}

const dueOnDay = (dueOn: string): ReportDue => ({ dueOn, dueAt: londonInstant(addDays(dueOn, 1), '00:00') });

/** The report after one that was due on a day: a fixed number of days later, however late that report came. */
export function nextReportDue(afterDay: string, everyDays: number): ReportDue {
  return dueOnDay(addDays(afterDay, everyDays));
}

/**
 * The first report due at an instant: a number of days after a day, and as many again until its day is not over. A
 * notice that is recorded late thus asks for no report that could not be given.
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
