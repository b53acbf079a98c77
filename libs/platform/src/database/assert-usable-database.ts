import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { VERSION } from '#contracts/version';
import type { Config } from '../config/config.js';
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
    return `The schema of the database is newer than this program (Homeward ${VERSION}), which does not know ${unknown.join(', ')}: start the version of Homeward that migrated the database.`;
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

/** Returns the migrations that a database lacks. Empty for a database without a schema, which nothing uses yet. */
export async function pendingMigrations(databaseUrl: string, known: readonly string[]): Promise<string[]> {
  const { migrations } = await findDatabase(databaseUrl);
  return migrations === null ? [] : known.filter((name) => !migrations.includes(name));
}

/** The rights of a database account. */
export interface FoundAccount {
  readonly isSuperuser: boolean;
  readonly ownsTables: boolean;
  /** True if the account has the role `homeward_runtime`. */
  readonly mayRun: boolean;
  /** True if the account has the role `homeward_across`. */
  readonly mayCross: boolean;
}

/** Returns one sentence that says why a running process must not use the accounts. Null if the process may. */
export function accountFault(runtime: FoundAccount, across: FoundAccount): string | null {
  for (const [name, { isSuperuser, ownsTables }] of [
    ['DATABASE_URL', runtime],
    ['CROSS_TENANT_DATABASE_URL', across],
  ] as const) {
    if (isSuperuser)
      return `The account of ${name} is a superuser or bypasses row-level security: ${ACCOUNTS}.`;
    if (ownsTables) return `The account of ${name} owns tables, so it could change the log: ${ACCOUNTS}.`;
  }
  if (!runtime.mayRun) return `The account of DATABASE_URL lacks the role homeward_runtime: ${ACCOUNTS}.`;
  if (runtime.mayCross)
    return `The account of DATABASE_URL has the role homeward_across, so a request could read over all tenants: ${ACCOUNTS}.`;
  if (!across.mayCross)
    return `The account of CROSS_TENANT_DATABASE_URL lacks the role homeward_across: ${ACCOUNTS}.`;
  return null;
}

const ACCOUNTS = 'give the process the accounts of docs/database-accounts.md';

/**
 * Checks that a running process has accounts that can neither see other tenants unasked nor change the log.
 *
 * @throws CannotStart with one sentence
 */
export async function assertSeparateAccounts({
  DATABASE_URL,
  CROSS_TENANT_DATABASE_URL,
}: Pick<Config, 'DATABASE_URL' | 'CROSS_TENANT_DATABASE_URL'>): Promise<void> {
  if (CROSS_TENANT_DATABASE_URL === undefined)
    throw new CannotStart(`CROSS_TENANT_DATABASE_URL must be given: ${ACCOUNTS}.`);
  const fault = accountFault(await accountOf(DATABASE_URL), await accountOf(CROSS_TENANT_DATABASE_URL));
  if (fault !== null) throw new CannotStart(fault);
}

async function accountOf(connectionString: string): Promise<FoundAccount> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  try {
    await client.connect();
    const { rows } = await client.query<FoundAccount>(
      `SELECT r.rolsuper OR r.rolbypassrls AS "isSuperuser",
              EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner::name, 'MEMBER'))
                AS "ownsTables",
              pg_has_role(current_user, 'homeward_runtime', 'MEMBER') AS "mayRun",
              pg_has_role(current_user, 'homeward_across', 'MEMBER') AS "mayCross"
       FROM pg_roles r WHERE r.rolname = current_user`,
    );
    const [account] = rows;
    if (!account) throw new Error('the account has no role');
    return account;
  } catch (error) {
    throw new CannotStart(`An account of the database cannot be used: ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined); // the connection may never have been open
  }
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
