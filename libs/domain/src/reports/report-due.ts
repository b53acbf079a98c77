import { addDays, daysBetween } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';

export interface ReportDue {
  /** The last day on which an update is in time. */
  readonly dueOn: string;
  /** The end of that day in London: from this instant on it is late. */
  readonly dueAt: Date;
}

const dueOnDay = (dueOn: string): ReportDue => ({ dueOn, dueAt: londonInstant(addDays(dueOn, 1), '00:00') });

/** The update after one that was due on a day: every so many days, however late that one came. */
export function nextReportDue(afterDay: string, everyDays: number): ReportDue {
  return dueOnDay(addDays(afterDay, everyDays));
}

/**
 * The first update to be asked for at an instant: so many days after a day, and as many again until it is
 * not over already. A notice that is recorded after its instant asks for nothing that could not be given.
 */
export function firstReportDue(afterDay: string, everyDays: number, now: Date): ReportDue {
  const today = londonDate(now);
  const rounds = Math.max(1, Math.ceil(daysBetween(afterDay, today) / everyDays));
  return dueOnDay(addDays(afterDay, rounds * everyDays));
}

/** An update received at the end of its day, or after it, is late. */
export function isReportLate({ dueAt }: Pick<ReportDue, 'dueAt'>, receivedAt: Date): boolean {
  return receivedAt >= dueAt;
}
