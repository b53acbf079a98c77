import type { ImportKind, RowOutcome, RowRemark } from '#contracts/imports';
import type { Cells, RowRead } from '#domain/imports/open-row';
import type { Act } from '#platform/acts/act';
import type { Reader } from '#platform/database/database';

/** What the rows of one import are read and written with. */
export interface ImportContext {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly authorityId: string;
  /** The user who is recorded as the writer of the rows: the one who started the import, or else uploaded it. */
  readonly userId: string;
  readonly fileName: string;
  /** The day on which CQC made its directory. Null for other files. */
  readonly producedOn: string | null;
  readonly isDemonstration: boolean;
  readonly now: Date;
  /** The date in London. */
  readonly today: string;
}

/** A row that could be read. */
export interface ReadRow<T> {
  readonly number: number;
  readonly reference: string;
  /** The reference in the form in which two references of one record are equal. */
  readonly key: string;
  readonly value: T;
}

/** What happens to a row, with every reason. */
export interface Verdict {
  readonly outcome: Exclude<RowOutcome, 'waiting' | 'added'>;
  readonly reasons: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
}

export interface WrittenRow {
  readonly number: number;
  readonly recordId: string;
  readonly notes?: readonly RowRemark[];
  readonly isSizeAssumed?: boolean;
}

/** How the rows of one kind are read, judged and written. A batch is judged and written in one transaction. */
export interface KindSteps<T> {
  /** Takes the locks under which rows are judged and written. */
  readonly lock?: (act: Act, context: ImportContext) => Promise<void>;
  readonly read: (cells: Cells, context: ImportContext) => RowRead<T>;
  /** Judges rows by what the database has. Rows of the batch count as written for the rows behind them. */
  readonly judge: (
    reader: Reader,
    rows: readonly ReadRow<T>[],
    context: ImportContext,
  ) => Promise<ReadonlyMap<number, Verdict>>;
  /** Writes rows that were judged in this transaction, and logs their events. */
  readonly write: (act: Act, rows: readonly ReadRow<T>[], context: ImportContext) => Promise<WrittenRow[]>;
}

/** Collects the remarks on a row. Without a reason, the row is added. */
export class RowVerdict {
  private readonly reasons: RowRemark[] = [];
  private readonly notes: RowRemark[] = [];
  private outcome: Verdict['outcome'] | null = null;

  refuse(sentence: string, column: string | null = null): void {
    this.reasons.push({ column, sentence });
  }

  note(sentence: string, column: string | null = null): void {
    this.notes.push({ column, sentence });
  }

  /** The record exists, so the row changes nothing. */
  leave(outcome: 'there' | 'left_out', sentence: string): void {
    this.outcome ??= outcome;
    this.note(sentence);
  }

  get isAdded(): boolean {
    return this.outcome === null && this.reasons.length === 0;
  }

  get verdict(): Verdict {
    const { reasons, notes } = this;
    if (this.outcome !== null) return { outcome: this.outcome, reasons: [], notes };
    return { outcome: reasons.length > 0 ? 'refused' : 'add', reasons, notes };
  }
}

/** Judges each row in turn, with a verdict of its own. */
export function judgeEach<T>(
  rows: readonly ReadRow<T>[],
  judge: (verdict: RowVerdict, row: ReadRow<T>) => void,
): Map<number, Verdict> {
  return new Map(
    rows.map((row) => {
      const verdict = new RowVerdict();
      judge(verdict, row);
      return [row.number, verdict.verdict];
    }),
  );
}
