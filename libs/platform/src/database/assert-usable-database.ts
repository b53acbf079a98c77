import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../process/cannot-start.js';
import { sqlState } from './postgres-error.js';

/** The settings of transactions (`transaction_timeout`) exist since this version of PostgreSQL. */
const OLDEST_MAJOR = 17;
const CONNECT_WITHIN_MS = 10_000;
const STARTED_WITHIN_MS = 5_000;
const TRY_AGAIN_MS = 250;
/** Error codes of a server that does not listen yet, and of one that still recovers. */
const STARTING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', '57P03']);

export interface FoundDatabase {
  /** PostgreSQL's `server_version_num`, for example 170004 for version 17.4. */
  readonly versionNumber: number;
  /** The names of the migrations that have run, or null if no migration has ever run. */
  readonly migrations: readonly string[] | null;
}

/**
 * Returns one sentence that says why this program cannot use a database. Null if the program can use the
 * database.
 *
 * @param known  the names of all migrations of this program
 */
export function databaseFault(
  { versionNumber, migrations }: FoundDatabase,
  known: readonly string[],
): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (major < OLDEST_MAJOR)
    return `Homeward needs PostgreSQL ${String(OLDEST_MAJOR)} or newer, and this server is PostgreSQL ${String(major)}.`;
  if (migrations === null)
    return 'The database has no schema yet: run `node dist/apps/worker/src/migrate.js` first.';
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    return `The schema of the database is newer than this program, which does not know ${unknown.join(', ')}: start the version of Homeward that migrated the database.`;
  const missing = known.filter((name) => !migrations.includes(name));
  if (missing.length > 0)
    return `The schema of the database is older than this program, and lacks ${missing.join(', ')}: run \`node dist/apps/worker/src/migrate.js\` first.`;
  return null;
}

/**
 * Checks that PostgreSQL answers, is new enough, and has exactly the schema of this program.
 *
 * @throws CannotStart with one sentence
 */
export async function assertUsableDatabase(databaseUrl: string, known: readonly string[]): Promise<void> {
  const fault = databaseFault(await findDatabase(databaseUrl), known);
  if (fault !== null) throw new CannotStart(fault);
}

/**
 * Checks that PostgreSQL answers and is new enough, and that its schema is not newer than this program.
 *
 * @throws CannotStart with one sentence
 */
export async function assertMigratableDatabase(databaseUrl: string, known: readonly string[]): Promise<void> {
  const found = await findDatabase(databaseUrl);
  const ran = found.migrations ?? [];
  const missing = known.filter((name) => !ran.includes(name)); // these will run now
  const fault = databaseFault({ ...found, migrations: [...ran, ...missing] }, known);
  if (fault !== null) throw new CannotStart(fault);
}

/** Asks again for some seconds if PostgreSQL does not answer, because PostgreSQL may be starting too. */
async function findDatabase(connectionString: string): Promise<FoundDatabase> {
  for (const began = performance.now(); ; await pause(TRY_AGAIN_MS)) {
    try {
      return await lookAt(connectionString);
    } catch (error) {
      const isStarting = STARTING.has(sqlState(error) ?? '') || error instanceof AggregateError;
      if (isStarting && performance.now() - began < STARTED_WITHIN_MS) continue;
      throw new CannotStart(`The database of DATABASE_URL cannot be used: ${reasonOf(error)}.`);
    }
  }
}

async function lookAt(connectionString: string): Promise<FoundDatabase> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  try {
    await client.connect();
    const version = await client.query<{ number: number }>(
      `SELECT current_setting('server_version_num')::int AS number, to_regclass('public.migrations')::text AS migrations`,
    );
    const [row] = version.rows as { number: number; migrations: string | null }[];
    if (!row?.migrations) return { versionNumber: row?.number ?? 0, migrations: null };
    const { rows } = await client.query<{ name: string }>('SELECT name FROM public.migrations');
    return { versionNumber: row.number, migrations: rows.length === 0 ? null : rows.map(({ name }) => name) };
  } finally {
    await client.end().catch(() => undefined); // the connection may never have been open
  }
}

/** A refused connection is an AggregateError without a text of its own, so the texts of its errors are joined. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
