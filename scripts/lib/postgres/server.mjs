// @ts-check
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { withParentDeathSignal, hasSetpriv } from '../parent-death-signal.mjs';
import { Refusal } from '../console-output.mjs';
import { excerpt } from '../run-program.mjs';
import { as } from './account.mjs';
import { DATABASE_USER } from './cluster.mjs';

const PATIENCE_MS = 60_000;

/** The settings of every PostgreSQL server that the scripts start. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  jit: 'off',
  log_min_messages: 'warning',
  // Statements and the details of errors may contain personal data, which must not reach PostgreSQL's log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Starts a PostgreSQL server that shuts down when this process dies. The server is in another process group.
 * So Ctrl-C in a terminal does not stop the server before the processes that use it.
 *
 * @param {import('./binaries.mjs').Binaries} binaries
 * @param {import('./account.mjs').Account} account
 * @param {string} directory
 * @param {Record<string, string | number>} settings
 */
export function spawnServer({ postgres }, account, directory, settings) {
  const given = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const args = ['-D', directory, ...given];
  /** @type {import('node:child_process').SpawnOptions} */
  const options = {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  };
  if (!account) return spawn(...withParentDeathSignal('SIGINT', postgres, args), options);
  if (!hasSetpriv()) return spawn(postgres, args, { ...options, ...as(account) });
  // A change of account would clear the parent-death signal of a process. So setpriv first changes the
  // account and then sets the signal.
  const identity = ['--reuid', `${account.uid}`, '--regid', `${account.gid}`, '--clear-groups'];
  return spawn('setpriv', [...identity, '--pdeathsig', 'INT', postgres, ...args], options);
}

/** @param {{ password: string, port: number, database: string }} where */
export function urlOf({ password, port, database }) {
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Waits until the PostgreSQL server accepts connections, and creates the databases that are missing.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ password: string, port: number }} where
 * @param {readonly string[]} databases
 */
export async function untilServing(child, where, databases) {
  let said = '';
  child.stderr?.on('data', (/** @type {Buffer} */ text) => (said = (said + text).slice(-4_000)));
  let ended = false;
  child.once('error', (error) => (said += error.message));
  child.once('close', () => (ended = true)); // later than 'exit': all output has arrived
  const { default: pg } = await import('pg');
  for (const started = performance.now(); performance.now() - started < PATIENCE_MS; await pause(25)) {
    if (ended) throw new Refusal(`PostgreSQL did not start:\n${excerpt(said)}`);
    const client = new pg.Client({ connectionString: urlOf({ ...where, database: 'postgres' }) });
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (const name of databases) await createIfMissing(client, name);
      return;
    } catch (error) {
      if (!isStarting(error)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Refusal(`PostgreSQL did not answer within ${PATIENCE_MS / 1000} s:\n${excerpt(said)}`);
}

/** @param {import('pg').Client} client @param {string} name */
async function createIfMissing(client, name) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
}

/** True if PostgreSQL does not listen yet or still replays its write-ahead log. @param {unknown} error */
function isStarting(error) {
  const code = /** @type {{ code?: string }} */ (error).code ?? '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(code) || /terminated unexpectedly/.test(String(error))
  );
}
