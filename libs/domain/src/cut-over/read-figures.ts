import type { RowRemark } from '#contracts/imports';
import { openRow, type RowRead } from '../imports/open-row.js';
import { readCqcId } from '../imports/read-framework-rows.js';
import { readHours, readWhole, referenceKey } from '../imports/read-cell.js';
import type { FileRow } from '../imports/rows-of-table.js';
import type { CareLine, TotalLine } from './compare-care.js';

const MOST_PEOPLE = 100_000;

/** What is wrong with a row of a file of figures. */
export interface FigureFault {
  readonly row: number;
  readonly remarks: readonly RowRemark[];
}

/** The lines of a file, or every row that cannot be read. Figures are whole or refused: a sum with a row missing is wrong. */
export type FiguresRead<T> = { readonly lines: readonly T[] } | { readonly faults: readonly FigureFault[] };

/** Reads sums by branch and lot. A second row for the same branch and lot is refused. */
export function readTotals(rows: readonly FileRow[]): FiguresRead<TotalLine> {
  return readAll(rows, readTotal, ({ branchId, lotCode }) => `${branchId} ${referenceKey(lotCode)}`);
}

/** Reads the care of each person. A person may have several branches, but a branch once. */
export function readPeople(rows: readonly FileRow[]): FiguresRead<CareLine> {
  return readAll(rows, readPerson, ({ caseNumber, branchId }) => `${referenceKey(caseNumber)} ${branchId}`);
}

function readTotal(cells: FileRow['cells']): RowRead<TotalLine> {
  const row = openRow('figure_totals', cells);
  const branchId = row.read('branchId', readCqcId, '');
  const lotCode = row.required('lot', 40);
  const people = row.read('people', (text) => readWhole(text, 0, MOST_PEOPLE), 0);
  const weeklyMinutes = row.read('hours', readLongHours, 0);
  return row.close(branchId, { branchId, lotCode, people, weeklyMinutes });
}

function readPerson(cells: FileRow['cells']): RowRead<CareLine> {
  const row = openRow('figure_people', cells);
  const caseNumber = row.required('person', 100);
  const branchId = row.read('branchId', readCqcId, '');
  const weeklyMinutes = row.read('hours', readHours, 0);
  return row.close(caseNumber, { caseNumber, branchId, weeklyMinutes });
}

/** Sums may have thousands of hours, and a comma between the thousands: `12,345.50`. */
function readLongHours(text: string): ReturnType<typeof readHours> {
  const [, hours, part = '0'] = /^(\d{1,3}(?:,\d{3})+|\d{5,7})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (hours === undefined) return readHours(text);
  const minutes = readHours(`0.${part}`);
  return 'refused' in minutes ? minutes : { value: Number(hours.replaceAll(',', '')) * 60 + minutes.value };
}

function readAll<T>(
  rows: readonly FileRow[],
  read: (cells: FileRow['cells']) => RowRead<T>,
  keyOf: (line: T) => string,
): FiguresRead<T> {
  const faults: FigureFault[] = [];
  const lines = new Map<string, { readonly row: number; readonly line: T }>();
  for (const { number, cells } of rows) {
    const { value, reasons } = read(cells);
    if (value === null) {
      faults.push({ row: number, remarks: reasons });
      continue;
    }
    const first = lines.get(keyOf(value));
    if (first === undefined) lines.set(keyOf(value), { row: number, line: value });
    else
      faults.push({
        row: number,
        remarks: [{ column: null, sentence: `Row ${first.row} has the same figure.` }],
      });
  }
  return faults.length > 0 ? { faults } : { lines: [...lines.values()].map(({ line }) => line) };
}
