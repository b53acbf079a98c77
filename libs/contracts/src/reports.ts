/** The statuses of a report. `not_owed`: the restriction or its condition ended before the report was due. */
export const REPORT_STATUSES = ['due', 'received', 'overdue', 'not_owed'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** A report that a branch owes under a `reporting` condition (docs/rules.md §3.4.7). */
export interface ReportView {
  readonly id: string;
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly branchId: string;
  /** The number of the report, starting with 1 for the first under its condition. */
  readonly number: number;
  /** The last day on which the report is in time. */
  readonly dueOn: string;
  /** The end of the due day in London. */
  readonly dueAt: string;
  readonly status: ReportStatus;
  /** The instant at which the report was found missing. The value stays if the report arrives later. */
  readonly overdueAt: string | null;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  /** True if the report was received after its due time. */
  readonly late: boolean;
  readonly account: string | null;
  readonly documentId: string | null;
}

export interface NewReport {
  /** What the branch has done, in its own words. */
  readonly account: string;
  readonly documentId?: string | null;
}
