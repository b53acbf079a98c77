import type { Reader } from '#platform/database/database';

export interface LateCare {
  readonly kind: 'broadcast' | 'award_start' | 'report' | 'package' | 'case' | 'reallocation';
  /** The number of late items, counted up to `MOST`. */
  readonly count: number;
  /** The due time of the longest overdue item. */
  readonly since: Date | null;
}

const MOST = 1_000;

/** SQL: the due time of each late item, by kind. `$1` is now. */
const LATE: Readonly<Record<LateCare['kind'], string>> = {
  // The system closes broadcasts automatically, so a broadcast should be late for at most one sweep.
  broadcast: `SELECT closes_at AS due FROM broadcast WHERE status = 'open' AND closes_at <= $1`,
  award_start: `SELECT start_due_at AS due FROM award WHERE status = 'awaiting_start' AND start_due_at <= $1`,
  report: `SELECT due_at AS due FROM branch_report WHERE received_at IS NULL AND ended_at IS NULL AND due_at <= $1`,
  // Officers must take these actions.
  package: `SELECT next_action_due_at AS due FROM package WHERE next_action IS NOT NULL AND next_action_due_at <= $1`,
  case: `SELECT next_action_due_at AS due FROM reallocation_case
         WHERE next_action IS NOT NULL AND next_action_due_at <= $1`,
  reallocation: `SELECT decide_by AS due FROM reallocation WHERE status = 'proposed' AND decide_by <= $1`,
};

/** Counts late items over all authorities, one line for each kind, zero included. */
export async function lateCare(reader: Reader, now: Date): Promise<LateCare[]> {
  const kinds = Object.entries(LATE).map(
    ([kind, late]) =>
      `(SELECT '${kind}' AS kind, count(*)::int AS count, min(due) AS since
        FROM (${late} ORDER BY 1 LIMIT ${MOST}) l)`,
  );
  return reader.query(kinds.join(' UNION ALL '), [now]);
}
