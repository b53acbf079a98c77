// @ts-check
import { createHmac } from 'node:crypto';
import { keepSecret } from '../console-output.mjs';
import { DATABASE_USER } from './cluster.mjs';

/**
 * The accounts of Homeward's own PostgreSQL, besides the superuser, which only creates the accounts. The owner
 * migrates. `runtime` and `across` are the accounts of the running processes
 * (docs/runbook/database-accounts.md).
 */
export const ACCOUNTS = /** @type {const} */ ({
  owner: 'homeward_owner',
  runtime: 'homeward_api',
  across: 'homeward_log',
});

/** @typedef {keyof typeof ACCOUNTS} Account */

/**
 * Returns the password of an account. It follows from the superuser's password, so no further file is needed,
 * and no account's password reveals another.
 *
 * @param {string} password  the superuser's @param {Account} account
 */
function passwordOf(password, account) {
  const own = createHmac('sha256', password).update(ACCOUNTS[account]).digest('base64url');
  keepSecret(own);
  return own;
}

/** @param {{ password: string, port: number, database: string }} where @param {Account} account */
export function accountUrl({ password, port, database }, account) {
  return `postgresql://${ACCOUNTS[account]}:${passwordOf(password, account)}@127.0.0.1:${port}/${database}`;
}

/**
 * Creates the accounts and the roles that they have, unless they exist. Gives the database to the owner, with
 * all that an older version left to the superuser.
 *
 * @param {import('pg').Client} superuser  connected to the database @param {string} password  the superuser's
 */
export async function openAccounts(superuser, password) {
  const { owner, runtime, across } = ACCOUNTS;
  await superuser.query('SELECT pg_advisory_lock(7305, 5)');
  try {
    for (const role of ['homeward_runtime', 'homeward_across'])
      await createRole(superuser, `${role} NOLOGIN`);
    for (const account of /** @type {Account[]} */ (Object.keys(ACCOUNTS))) {
      await createRole(superuser, `${ACCOUNTS[account]} LOGIN`);
      const secret = superuser.escapeLiteral(passwordOf(password, account));
      await superuser.query(`ALTER ROLE ${ACCOUNTS[account]} PASSWORD ${secret}`);
    }
    await superuser.query(
      `GRANT homeward_runtime TO ${runtime}; GRANT homeward_across, pg_read_all_settings TO ${across}`,
    );
    await giveTo(superuser, owner);
  } finally {
    await superuser.query('SELECT pg_advisory_unlock(7305, 5)');
  }
}

/** @param {import('pg').Client} superuser @param {string} definition */
async function createRole(superuser, definition) {
  const [name] = definition.split(' ');
  const { rowCount } = await superuser.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (!rowCount) await superuser.query(`CREATE ROLE ${definition}`);
}

/**
 * Gives the database, its schemas, and the superuser's tables, sequences and functions to the owner. What
 * belongs to an extension stays.
 *
 * @param {import('pg').Client} superuser @param {string} owner
 */
async function giveTo(superuser, owner) {
  const { rows } = await superuser.query(
    `WITH ours AS (
       SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'bullmq')
     ), foreign_parts AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e')
     SELECT format('ALTER DATABASE %I OWNER TO ${owner}', current_database()) AS sql
     UNION ALL SELECT format('ALTER SCHEMA %I OWNER TO ${owner}', nspname) FROM ours
     UNION ALL
     SELECT format('ALTER %s %I.%I OWNER TO ${owner}', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, o.nspname, c.relname)
     FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'S') AND c.relowner = '${DATABASE_USER}'::regrole
       AND NOT EXISTS (SELECT 1 FROM foreign_parts f WHERE f.classid = 'pg_class'::regclass AND f.objid = c.oid)
       -- A sequence of a column follows its table.
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i'))
     UNION ALL
     SELECT format('ALTER ROUTINE %s OWNER TO ${owner}', p.oid::regprocedure)
     FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
     WHERE p.proowner = '${DATABASE_USER}'::regrole
       AND NOT EXISTS (SELECT 1 FROM foreign_parts f WHERE f.classid = 'pg_proc'::regclass AND f.objid = p.oid)
     UNION ALL
     SELECT format('ALTER TYPE %I.%I OWNER TO ${owner}', o.nspname, t.typname)
     FROM pg_type t JOIN ours o ON o.oid = t.typnamespace
     WHERE t.typtype IN ('e', 'd') AND t.typowner = '${DATABASE_USER}'::regrole`,
  );
  for (const { sql } of rows) await superuser.query(sql);
}
