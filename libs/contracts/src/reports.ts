/**
 * The statuses of a report that a branch owes. `not_owed`: the restriction or its condition ended before the
 * report was due.
 */
export const REPORT_STATUSES = ['due', 'received', 'overdue', 'not_owed'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** A report (users read "update") that a branch owes under a `reporting` condition (docs/rules.md §3.4.7). */
export interface ReportView {
  readonly id: string;
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly branchId: string;
  /** The number of the report: 1 for the first report under its condition. */
  readonly number: number;
  /** The last day on which the branch can give the report in time. */
  readonly dueOn: string;
  /** The instant at which the report becomes overdue: the end of the last day in London. */
  readonly dueAt: string;
  readonly status: ReportStatus;
  /**
   * The instant at which Homeward found the report overdue. Stays set if the branch gives the report later.
   * Null if the report was never overdue.
   */
  readonly overdueAt: string | null;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  /** True if the branch gave the report after it was due. */
  readonly late: boolean;
  readonly account: string | null;
  readonly documentId: string | null;
}

export interface NewReport {
  /** What the branch has done, in the branch's own words. */
  readonly account: string;
  readonly documentId?: string | null;
}
