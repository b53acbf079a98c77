import { isBankHolidayInEngland } from './england-bank-holidays.js';
import { addDays, weekdayOf } from './iso-date.js';
import { londonDate, londonInstant } from './london.js';

const MINUTE_MS = 60_000;
const OPENS = '08:00';
const CLOSES = '18:00';
const SATURDAY = 5;

/**
 * Adds whole working minutes to an instant. Working time is Monday to Friday, 08:00 to 18:00 in London,
 * except bank holidays.
 *
 * The result may be exactly 18:00: ten working hours after Monday 08:00 is Monday 18:00, not Tuesday 08:00.
 */
export function addWorkingMinutes(from: Date, minutes: number): Date {
  let remaining = minutes * MINUTE_MS;
  for (let day = londonDate(from); ; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const starts = Math.max(from.getTime(), londonInstant(day, OPENS).getTime());
    const left = londonInstant(day, CLOSES).getTime() - starts;
    if (left < 0) continue;
    if (remaining <= left) return new Date(starts + remaining);
    remaining -= left;
  }
}

/** Counts the whole working minutes between two instants. Returns 0 if `to` is not after `from`. */
export function workingMinutesBetween(from: Date, to: Date): number {
  let total = 0;
  for (let day = londonDate(from); day <= londonDate(to); day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const starts = Math.max(from.getTime(), londonInstant(day, OPENS).getTime());
    const ends = Math.min(to.getTime(), londonInstant(day, CLOSES).getTime());
    total += Math.max(0, ends - starts);
  }
  return Math.floor(total / MINUTE_MS);
}

/**
 * Counts the whole minutes between two instants: working time only if `workingHours` is true, otherwise every minute.
 * Returns 0 if `to` is not after `from`.
 */
export function minutesBetween(from: Date, to: Date, workingHours: boolean): number {
  if (workingHours) return workingMinutesBetween(from, to);
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / MINUTE_MS));
}

/**
 * Returns the deadline some minutes after an instant. Counts working time only if `workingHours` is true,
 * otherwise every minute.
 */
export function deadlineAfter(from: Date, minutes: number, workingHours: boolean): Date {
  return workingHours ? addWorkingMinutes(from, minutes) : new Date(from.getTime() + minutes * MINUTE_MS);
}

function isWorkingDay(isoDate: string): boolean {
  return weekdayOf(isoDate) < SATURDAY && !isBankHolidayInEngland(isoDate);
}
