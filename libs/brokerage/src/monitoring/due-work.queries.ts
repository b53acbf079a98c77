import { caseIsUnpromised } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

/** The maximum number of rows that one sweep reads for each kind of due work. */
const MOST = 1_000;

async function ids(reader: Reader, sql: string, parameters: readonly unknown[] = []): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(`${sql} LIMIT ${MOST}`, [...parameters]);
  return rows.map(({ id }) => id);
}

/** Lists open broadcasts that are past their deadline and must be closed. */
export const broadcastsDue = (reader: Reader, now: Date): Promise<string[]> =>
  ids(reader, `SELECT id FROM broadcast WHERE status = 'open' AND closes_at <= $1 ORDER BY closes_at`, [now]);

/** Lists waves of open broadcasts that must be opened, because their opening time has come. */
export const wavesDue = (reader: Reader, now: Date): Promise<{ broadcastId: string; wave: number }[]> =>
  reader.query(
    `SELECT w.broadcast_id AS "broadcastId", w.number AS wave
     FROM broadcast_wave w JOIN broadcast b ON b.id = w.broadcast_id AND b.status = 'open'
     WHERE w.opened_at IS NULL AND w.opens_at <= $1 ORDER BY w.opens_at, w.number LIMIT ${MOST}`,
    [now],
  );

/** How long an import may rest between two batches before the sweep goes on with it. */
const IMPORT_RESTS_MS = 60_000;

/** Lists imports whose last batch is a minute old, because their job was lost. */
export const importsNotMoving = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM import_file WHERE status IN ('checking', 'running') AND moved_at <= $1 ORDER BY moved_at`,
    [new Date(now.getTime() - IMPORT_RESTS_MS)],
  );

/** How long a checked file or a stopped import keeps its cells (docs/rules.md §7.3). */
const IMPORT_WAITS_DAYS = 30;

/** Lists checked files and stopped imports that no user touched for 30 days. */
export const importsForgotten = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM import_file WHERE status IN ('checked', 'stopped') AND moved_at <= $1::timestamptz - interval '${IMPORT_WAITS_DAYS} days'
     ORDER BY moved_at`,
    [now],
  );

/**
 * Lists open broadcasts without an open invitation, because every invited branch has declined or has had its
 * invitation revoked.
 */
export const nobodyLeftToAnswer = (reader: Reader): Promise<string[]> =>
  ids(
    reader,
    `SELECT b.id FROM broadcast b WHERE b.status = 'open'
       AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = b.id AND i.status = 'open')
     ORDER BY b.id`,
  );

/**
 * Lists open broadcasts of method `first_acceptable` that have an offer. The first valid offer must be
 * awarded.
 */
export const answeredFirst = (reader: Reader): Promise<string[]> => answered(reader, 'first_acceptable');

/**
 * Lists open broadcasts of method `cascade` that have an offer and must be closed. This method invites one
 * branch at a time.
 */
export const answeredInTurn = (reader: Reader): Promise<string[]> => answered(reader, 'cascade');

const answered = (reader: Reader, method: string): Promise<string[]> =>
  ids(
    reader,
    `SELECT b.id FROM broadcast b WHERE b.status = 'open' AND b.method = $1
       AND EXISTS (SELECT 1 FROM offer o WHERE o.broadcast_id = b.id AND o.status = 'standing')
     ORDER BY b.id`,
    [method],
  );

/** Lists awards with an overdue start of care that are not yet marked as overdue. */
export const startsDue = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM award WHERE status = 'awaiting_start' AND overdue_at IS NULL AND start_due_at <= $1 ORDER BY start_due_at`,
    [now],
  );

/** Lists restrictions that have ended but whose end is not logged yet. */
export const restrictionsExpiring = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM restriction WHERE expired_at IS NULL AND lifted_at IS NULL AND to_at <= $1 ORDER BY to_at`,
    [now],
  );

/** Lists reports of branches that are past their due time and neither received nor marked as missed. */
export const reportsDue = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM branch_report
     WHERE received_at IS NULL AND overdue_at IS NULL AND ended_at IS NULL AND due_at <= $1 ORDER BY due_at`,
    [now],
  );

/**
 * Lists restrictions that have begun and are not enforced yet. Enforcement withdraws the invitations, offers
 * and awards that the restriction forbids.
 */
export const restrictionsDue = (reader: Reader, now: Date): Promise<string[]> =>
  ids(
    reader,
    `SELECT id FROM restriction
     WHERE enforced_at IS NULL AND lifted_at IS NULL AND from_at <= $1 AND (to_at IS NULL OR to_at > $1) ORDER BY from_at`,
    [now],
  );

/** Lists running reallocations that must release their next cases now. */
export const releasesDue = (reader: Reader, now: Date): Promise<string[]> =>
  ids(reader, 'SELECT id FROM reallocation WHERE next_release_at <= $1 ORDER BY next_release_at', [now]);

/** Lists released cases that have no replacement broadcast yet. */
export const casesReleased = (reader: Reader): Promise<string[]> =>
  ids(
    reader,
    `SELECT c.id FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id AND r.status = 'running'
     WHERE c.status = 'released' ORDER BY c.reallocation_id, c.rank`,
  );

/**
 * Lists closed replacement broadcasts whose reallocation has automatic awards. Their top offer must be
 * awarded without an officer.
 */
export const topOffersDue = (reader: Reader): Promise<string[]> =>
  ids(
    reader,
    `SELECT b.id FROM reallocation_case c
     JOIN reallocation r ON r.id = c.reallocation_id AND r.status = 'running' AND r.awarding = 'top_offer'
     JOIN broadcast b ON b.package_id = c.package_id AND b.status = 'closed'
     WHERE c.status = 'deciding' AND c.ranking_gave_up_at IS NULL ORDER BY c.reallocation_id, c.rank`,
  );

/** Lists stopping reallocations that still have open cases to keep. */
export const reallocationsStopping = (reader: Reader): Promise<string[]> =>
  ids(
    reader,
    `SELECT r.id FROM reallocation r WHERE r.status = 'stopping' AND EXISTS (
       SELECT 1 FROM reallocation_case c
       WHERE c.reallocation_id = r.id AND ${caseIsUnpromised('c')}) ORDER BY r.id`,
  );
