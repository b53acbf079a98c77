import type { Reader } from '#platform/database/database';

export interface LateCare {
  readonly kind: 'broadcast' | 'award_start' | 'report' | 'package' | 'case' | 'reallocation';
  /** How many items of this kind are late. Counting stops at `MOST`. */
  readonly count: number;
  /** The due time of the item that is late the longest. Null if none is late. */
  readonly since: Date | null;
}

const MOST = 1_000;

/** SQL for each kind of late item, which selects the due times that have passed. `$1` is now. */
const LATE: Readonly<Record<LateCare['kind'], string>> = {
  // The system closes broadcasts automatically, so a broadcast should be late for at most one sweep.
  broadcast: `SELECT closes_at AS due FROM broadcast WHERE status = 'open' AND closes_at <= $1`,
  award_start: `SELECT start_due_at AS due FROM award WHERE status = 'awaiting_start' AND start_due_at <= $1`,
  report: `SELECT due_at AS due FROM branch_report WHERE received_at IS NULL AND ended_at IS NULL AND due_at <= $1`,
  // The kinds below wait for an officer's action.
  package: `SELECT next_action_due_at AS due FROM package WHERE next_action IS NOT NULL AND next_action_due_at <= $1`,
  case: `SELECT next_action_due_at AS due FROM reallocation_case
         WHERE next_action IS NOT NULL AND next_action_due_at <= $1`,
  reallocation: `SELECT decide_by AS due FROM reallocation WHERE status = 'proposed' AND decide_by <= $1`,
};

/** Counts the late items of all authorities. Returns one row for each kind, even if its count is zero. */
export async function lateCare(reader: Reader, now: Date): Promise<LateCare[]> {
  const kinds = Object.entries(LATE).map(
    ([kind, late]) =>
      `(SELECT '${kind}' AS kind, count(*)::int AS count, min(due) AS since
        FROM (${late} ORDER BY 1 LIMIT ${MOST}) l)`,
  );
  return reader.query(kinds.join(' UNION ALL '), [now]);
}
