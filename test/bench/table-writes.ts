import { setTimeout as pause } from 'node:timers/promises';
import type { Reader } from '#platform/database/database';

/** What was written to one table: the numbers of inserted and updated rows, and the bytes on disk. */
export interface TableWrites {
  readonly name: string;
  readonly inserted: number;
  readonly updated: number;
  readonly bytes: number;
}

/**
 * How long to wait for PostgreSQL's statistics. A session without work publishes its statistics after at most
 * ten seconds.
 */
const COUNTED_MS = 11_000;

/** Returns what was written to each table since the database was created. */
export async function writesSoFar(reader: Reader): Promise<Map<string, TableWrites>> {
  await pause(COUNTED_MS);
  const rows: TableWrites[] = await reader.query(
    `SELECT relname AS name, n_tup_ins::int AS inserted, n_tup_upd::int AS updated,
            pg_table_size(relid)::float AS bytes
     FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY relname`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/**
 * Returns what one reallocation case writes to each table on average, from the writes before and after
 * `cases` cases.
 */
export function writesOfOne(
  before: ReadonlyMap<string, TableWrites>,
  after: ReadonlyMap<string, TableWrites>,
  cases: number,
): TableWrites[] {
  return [...after.values()]
    .map((now) => {
      const then = before.get(now.name);
      return {
        name: now.name,
        inserted: (now.inserted - (then?.inserted ?? 0)) / cases,
        updated: (now.updated - (then?.updated ?? 0)) / cases,
        bytes: (now.bytes - (then?.bytes ?? 0)) / cases,
      };
    })
    .filter(({ inserted, updated }) => inserted + updated >= 0.5);
}
