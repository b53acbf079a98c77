import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.table.js';

/**
 * True if a date is a bank holiday in England, from 2020 to 2100. Substitute days count, such as 28 December
 * 2026 for Boxing Day on a Saturday.
 */
export function isBankHolidayInEngland(isoDate: string): boolean {
  return (ENGLAND_BANK_HOLIDAYS[isoDate.slice(0, 4)] ?? '').includes(isoDate.slice(5, 10));
}
