import type { RowRemark } from '#contracts/imports';
import { lengthOf } from '#contracts/pasted-text';
import { type CellRead, mangledBy } from './read-cell.js';
import { COLUMNS, type Column, type ColumnName, type FileKind } from './columns.js';

/** The cells of a row, by the name of their column. A column that the file does not have is missing. */
export type Cells = Readonly<Record<string, string>>;

/** A row that was read: its values, or every reason why it has none. */
export type RowRead<T> = {
  readonly reference: string | null;
  /** The texts by which the row is found again. Null if the row cannot be used. */
  readonly value: T | null;
  readonly reasons: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
};

const LONGEST = 500;

/** Collects what is read of one row, so that the row is refused with every reason and not only the first. */
export interface OpenRow<K extends FileKind> {
  /** Returns the text of a cell. Empty if the cell is empty or mangled, or has no column. */
  text(name: ColumnName<K>, longest?: number): string;
  /** Returns the text of a cell that may not be empty. */
  required(name: ColumnName<K>, longest?: number): string;
  /** Reads a cell that is not empty. Returns the fallback for an empty cell and for a cell that is refused. */
  read<T, F>(name: ColumnName<K>, reader: (text: string) => CellRead<T>, fallback: F): T | F;
  refuse(name: ColumnName<K> | null, sentence: string): void;
  note(name: ColumnName<K> | null, sentence: string): void;
  close<T>(reference: string, value: T): RowRead<T>;
}

export function openRow<K extends FileKind>(kind: K, cells: Cells): OpenRow<K> {
  const columns: Readonly<Record<string, Column>> = COLUMNS[kind];
  const reasons: RowRemark[] = [];
  const notes: RowRemark[] = [];
  const remark = (name: string | null, sentence: string): RowRemark => ({
    column: name === null ? null : (columns[name]?.heading ?? name),
    sentence,
  });
  const refuse = (name: string | null, sentence: string): void => void reasons.push(remark(name, sentence));
  const text = (name: string, longest = LONGEST): string => {
    const cell = cells[name] ?? '';
    if (lengthOf(cell) > longest) {
      refuse(name, `The text is longer than ${longest} characters.`);
      return '';
    }
    const mangled = mangledBy(cell);
    if (mangled === null) return cell;
    refuse(name, mangled);
    return '';
  };
  return {
    text,
    refuse,
    note: (name, sentence) => void notes.push(remark(name, sentence)),
    required: (name, longest) => {
      const before = reasons.length;
      const read = text(name, longest);
      if (read === '' && reasons.length === before) refuse(name, 'This cell is empty.');
      return read;
    },
    read: (name, reader, fallback) => {
      const cell = cells[name] ?? '';
      if (cell === '') {
        if (columns[name]?.isRequired) refuse(name, 'This cell is empty.');
        return fallback;
      }
      const read = reader(cell);
      if ('refused' in read) {
        refuse(name, read.refused);
        return fallback;
      }
      if (read.note !== undefined) notes.push(remark(name, read.note));
      return read.value;
    },
    close: (reference, value) => ({
      reference: reference === '' ? null : reference,
      value: reasons.length === 0 ? value : null,
      reasons,
      notes,
    }),
  };
}
