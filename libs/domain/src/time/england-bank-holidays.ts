import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.table.js';

/**
 * True for a bank holiday in England, substitute days included (28 December 2026, for Boxing Day on a Saturday).
 * Holidays of Scotland or Northern Ireland alone do not count. Known from 2020 to 2100.
 */
export function isBankHolidayInEngland(isoDate: string): boolean {
  return (ENGLAND_BANK_HOLIDAYS[isoDate.slice(0, 4)] ?? '').includes(isoDate.slice(5, 10));
}
