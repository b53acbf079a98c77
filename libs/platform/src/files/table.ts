/** A row of a table, with its number as a spreadsheet shows it. Empty cells at the end are left out. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** How the file was read, for the user: `UTF-8, semicolons`. */
  readonly format: string;
  readonly rows: readonly TableRow[];
}

/** Why a file cannot be read as a table. */
export type TableFault =
  | 'not_text'
  | 'quote_not_closed'
  | 'cell_too_long'
  | 'not_a_workbook'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_lines'
  | 'too_many_columns';

/** A file that is no table, with the number of the row where that shows, if there is one. */
export class UnreadableTable extends Error {
  constructor(
    readonly fault: TableFault,
    readonly row: number | null = null,
  ) {
    super(fault);
  }
}

export interface TableLimits {
  readonly mostRows: number;
  readonly mostColumns: number;
}

/** The most letters of a cell. Excel keeps no more. */
export const LONGEST_CELL = 32_767;

/** How many lines a table may have for each of its rows. Only lines without text make the difference. */
const MOST_LINES_FOR_A_ROW = 4;

export const mostLinesOf = ({ mostRows }: TableLimits): number => mostRows * MOST_LINES_FOR_A_ROW;

/** Collects rows and keeps them within the limits. Rows without text are left out. */
export function rowCollector({ mostRows, mostColumns }: TableLimits) {
  const rows: TableRow[] = [];
  return {
    rows,
    add: (number: number, cells: readonly string[]): void => {
      const last = cells.findLastIndex((cell) => cell.trim() !== '');
      if (last < 0) return;
      if (last >= mostColumns) throw new UnreadableTable('too_many_columns', number);
      if (rows.length >= mostRows) throw new UnreadableTable('too_many_rows', number);
      if (cells.some((cell) => cell !== undefined && cell.length > LONGEST_CELL))
        throw new UnreadableTable('cell_too_long', number);
      rows.push({ number, cells: Array.from(cells.slice(0, last + 1), (cell) => cell ?? '') });
    },
  };
}
