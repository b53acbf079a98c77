import pg from 'pg';
import { CannotStart } from '../process/cannot-start.js';

/** The addresses of one database with each account of Homeward, passwords included. */
export interface AccountAddresses {
  /** A superuser, which only creates the other accounts. */
  readonly admin: string;
  /** The account that migrates, and owns the tables. */
  readonly owner: string;
  /** The account of requests and acts. */
  readonly runtime: string;
  /** The account that reads over all tenants. */
  readonly acrossTenants: string;
}

interface Account {
  readonly name: string;
  readonly password: string;
}

/**
 * Creates Homeward's accounts and their roles, unless they exist, and sets their passwords. Gives the database
 * to the owner, with all that an older version left to the superuser.
 *
 * @throws CannotStart if two addresses name the same account
 */
export async function openAccounts(addresses: AccountAddresses): Promise<void> {
  const [owner, runtime, across] = [addresses.owner, addresses.runtime, addresses.acrossTenants].map(
    accountIn,
  );
  if (!owner || !runtime || !across) throw new CannotStart('The addresses of the accounts are incomplete');
  const names = [accountIn(addresses.admin), owner, runtime, across].map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw new CannotStart(`Each address must name an account of its own, and these name ${names.join(', ')}`);
  const admin = new pg.Client({ connectionString: addresses.admin });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(7305, 5)');
    for (const role of ['homeward_runtime', 'homeward_across']) await createRole(admin, role);
    for (const { name, password } of [owner, runtime, across]) {
      await createRole(admin, name);
      await admin.query(
        `ALTER ROLE ${admin.escapeIdentifier(name)} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${admin.escapeLiteral(password)}`,
      );
    }
    await admin.query(`GRANT homeward_runtime TO ${admin.escapeIdentifier(runtime.name)}`);
    // The gauge of the free disk space asks PostgreSQL for its data folder.
    await admin.query(
      `GRANT homeward_across, pg_read_all_settings TO ${admin.escapeIdentifier(across.name)}`,
    );
    await giveTo(admin, owner.name);
  } finally {
    await admin.end();
  }
}

function accountIn(address: string): Account {
  const { username, password } = new URL(address);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

async function createRole(admin: pg.Client, name: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (!rowCount) await admin.query(`CREATE ROLE ${admin.escapeIdentifier(name)} NOLOGIN`);
}

/**
 * Gives the database, its schemas, and the tables, sequences, functions and types in them to the owner. What
 * belongs to an extension stays.
 */
async function giveTo(admin: pg.Client, owner: string): Promise<void> {
  const { rows } = await admin.query<{ sql: string }>(GIVING, [owner]);
  for (const { sql } of rows) await admin.query(sql);
  // The policies name the account that migrated. From now on this is the owner.
  const { rows: policies } = await admin.query<{ table: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_policies WHERE policyname = 'owner_sees_all'`,
  );
  for (const { table } of policies)
    await admin.query(`ALTER POLICY owner_sees_all ON ${table} TO ${admin.escapeIdentifier(owner)}`);
}

const GIVING = `
  WITH ours AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'bullmq')
  ), given (command, kind, name) AS (
    SELECT 1, 'DATABASE', quote_ident(current_database())
    UNION ALL SELECT 2, 'SCHEMA', quote_ident(nspname) FROM ours
    UNION ALL
    SELECT 3, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,
           format('%I.%I', o.nspname, c.relname)
    FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'S') AND c.relowner <> $1::regrole
      -- A sequence of a column follows its table.
      AND NOT EXISTS (SELECT 1 FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
    UNION ALL
    SELECT 4, 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
    WHERE p.proowner <> $1::regrole
      AND NOT EXISTS (SELECT 1 FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 5, 'TYPE', format('%I.%I', o.nspname, t.typname) FROM pg_type t JOIN ours o ON o.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd') AND t.typowner <> $1::regrole)
  SELECT format('ALTER %s %s OWNER TO %I', kind, name, $1::text) AS sql FROM given ORDER BY command`;
