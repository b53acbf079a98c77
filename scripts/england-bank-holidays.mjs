// @ts-check
// node scripts/england-bank-holidays.mjs: writes a table of England's bank holidays from the library
// `date-holidays`. Homeward's processes load the table and not the library, because the library has all
// countries and time zones. Loading it took a tenth of the start-up time.
import fs from 'node:fs';
import path from 'node:path';
import Holidays from 'date-holidays';
import { ROOT } from './lib/project-paths.mjs';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2100;
const TABLE = path.join(ROOT, 'libs/domain/src/time/england-bank-holidays.table.ts');

const england = new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
const lines = [];
for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
  const days = new Set(england.getHolidays(year).map(({ date }) => date.slice(5, 10)));
  lines.push(`  ${year}: '${[...days].sort().join(' ')}',`);
}
fs.writeFileSync(
  TABLE,
  `/** Month and day of every bank holiday in England: written by scripts/england-bank-holidays.mjs, not by hand. */
export const ENGLAND_BANK_HOLIDAYS: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
