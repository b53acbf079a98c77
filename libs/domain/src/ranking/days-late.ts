import { daysBetween } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';

/** Whole days by which an offered start is later than the day care was asked for; 0 when in time. */
export function daysLate(startsOn: string, startBy: Date): number {
  return Math.max(0, daysBetween(londonDate(startBy), startsOn));
}
