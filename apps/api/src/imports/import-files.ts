import { type ImportRowView, ROW_OUTCOME_WORDS, type RowRemark } from '#contracts/imports';
import { columnsOf, type FileKind } from '#domain/imports/columns';
import { csvFile } from '#platform/files/csv';

export const RESULT_COLUMNS = ['Row', 'Reference', 'Outcome', 'Reasons', 'Remarks'];

/** A row of the result, with its number in the file, so that a user finds the row in the own spreadsheet. */
export const resultCells = ({ number, reference, outcome, reasons, notes }: ImportRowView) => [
  number,
  reference,
  ROW_OUTCOME_WORDS[outcome],
  inOneCell(reasons),
  inOneCell(notes),
];

const inOneCell = (remarks: readonly RowRemark[]): string =>
  remarks.map(({ column, sentence }) => (column === null ? sentence : `${column}: ${sentence}`)).join(' ');

/** An empty file with the headings of a kind, and a row with examples to be written over. */
export function templateOf(kind: FileKind): Buffer {
  const columns = columnsOf(kind).map(([, column]) => column);
  return csvFile(
    columns.map(({ heading }) => heading),
    [columns.map(({ example }) => example)],
  );
}
