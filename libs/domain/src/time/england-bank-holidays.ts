import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.table.js';

/**
 * True if a date is a bank holiday in England. Substitute days count, such as 28 December 2026 for Boxing Day
 * on a Saturday. Holidays only of Scotland or Northern Ireland do not count. Covers 2020 to 2100.
 */
export function isBankHolidayInEngland(isoDate: string): boolean {
  return (ENGLAND_BANK_HOLIDAYS[isoDate.slice(0, 4)] ?? '').includes(isoDate.slice(5, 10));
}
