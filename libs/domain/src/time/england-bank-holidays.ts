import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.table.js';

/**
 * Whether a date is a bank holiday in England: substitute days count (28 December 2026 for Boxing Day
 * on a Saturday), those of Scotland and Northern Ireland alone do not. Known from 2020 to 2100.
 */
export function isBankHolidayInEngland(isoDate: string): boolean {
  return (ENGLAND_BANK_HOLIDAYS[isoDate.slice(0, 4)] ?? '').includes(isoDate.slice(5, 10));
}
