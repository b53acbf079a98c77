import type { Role } from './roles-and-actors.js';

/** What a council imports from a file, in the order in which a new council imports it. */
export const IMPORT_KINDS = [
  'lots',
  'directory',
  'providers',
  'branches',
  'contracts',
  'subcontracts',
  'capacity',
  'people',
  'care',
  'users',
  'districts',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/**
 * The kinds of file that a role imports, or reads of (docs/rules.md §7.3). An administrator has no care data, and a
 * commissioner manages no users.
 */
export function kindsFor(role: Role): readonly ImportKind[] {
  switch (role) {
    case 'administrator':
      return ['users'];
    case 'commissioner':
      return IMPORT_KINDS.filter((kind) => kind !== 'users');
    case 'auditor':
      return IMPORT_KINDS;
    case 'officer':
    case 'provider':
    case 'provider_administrator':
      return [];
  }
}

/** The kinds whose rows can be taken back. Facts of the register stay, because all authorities share them. */
export const KINDS_TAKEN_BACK = [
  'lots',
  'contracts',
  'subcontracts',
  'capacity',
  'people',
  'care',
] as const satisfies readonly ImportKind[];

/** The words for what became of a row, on pages and in the file of results. */
export const ROW_OUTCOME_WORDS: Readonly<Record<RowOutcome, string>> = {
  waiting: 'Not checked yet',
  add: 'Will be added',
  added: 'Added',
  there: 'Already recorded',
  left_out: 'Left out',
  refused: 'Refused',
};

/** The media types of a file that is imported. Browsers name a CSV file in several ways. */
export const IMPORT_MEDIA_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type ImportMediaType = (typeof IMPORT_MEDIA_TYPES)[number];

/** The largest file that is imported, in bytes: 10 MB. */
export const LARGEST_IMPORT_BYTES = 10 * 1_024 * 1_024;
/** The most rows of one file, without its headings. */
export const MOST_IMPORT_ROWS = 25_000;

/**
 * What happens to an import. `checking`: the dry run is under way. `checked`: every row has its outcome, and nothing is
 * written. `running`: rows are written. `stopped`: a user stopped it, and it can go on.
 */
export const IMPORT_STATUSES = [
  'checking',
  'checked',
  'running',
  'stopped',
  'done',
  'discarded',
  'taken_back',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/**
 * What happens to a row. `waiting`: not checked yet. `add`: would be written. `added`: written. `there`: recorded
 * already, and left as it is. `left_out`: not meant for this authority. `refused`: cannot be written, with every reason.
 */
export const ROW_OUTCOMES = ['waiting', 'add', 'added', 'there', 'left_out', 'refused'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Why a row is refused, or what a user should know of it. A sentence quotes no personal data. */
export interface RowRemark {
  /** The heading of the column, as the template has it. Null if the sentence is about the whole row. */
  readonly column: string | null;
  readonly sentence: string;
}

export interface ImportRowView {
  /** The number of the row, as a spreadsheet shows it. */
  readonly number: number;
  /** The council's own reference. Null if the row has none. */
  readonly reference: string | null;
  readonly outcome: RowOutcome;
  /** Every reason why the row is refused. Empty otherwise. */
  readonly reasons: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
}

export interface ImportView {
  readonly id: string;
  readonly kind: ImportKind;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly byteSize: number;
  /** The SHA-256 checksum of the file, in hexadecimal. */
  readonly sha256: string;
  /** How the file was read, such as `UTF-8, semicolons`. */
  readonly format: string;
  /** The headings that were not recognised. Their columns are ignored. */
  readonly ignoredColumns: readonly string[];
  readonly rowCount: number;
  /** The number of rows that the present step has dealt with. */
  readonly doneRows: number;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** The number of added rows with a remark that the user should read. */
  readonly noted: number;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
  readonly startedBy: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly takenBackBy: string | null;
  readonly takenBackAt: string | null;
}

/** An import in a list, without the counts of its rows. */
export type ImportSummary = Pick<
  ImportView,
  'id' | 'kind' | 'status' | 'fileName' | 'rowCount' | 'doneRows' | 'uploadedBy' | 'uploadedAt'
>;
