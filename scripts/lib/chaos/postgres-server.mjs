// @ts-check
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { accountFor } from '../postgres/account.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { migrationEnvironment, processEnvironment } from '../postgres/accounts.mjs';
import { openCluster } from '../postgres/cluster.mjs';
import { spawnServer, untilServing, urlOf } from '../postgres/server.mjs';
import { freePort } from '../ports.mjs';
import { ENTRY, NODE_OPTIONS } from '../project-paths.mjs';
import { mustRun } from '../run-program.mjs';

const NAME = 'homeward';
const ATTEMPTS = 50;

/**
 * A PostgreSQL server with one migrated database. `stopAtOnce` stops the server without a clean shutdown, as
 * a power cut would.
 */
export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */ #child;
  /** @type {() => import('node:child_process').ChildProcess} */ #spawn = () => {
    throw new Error('not opened');
  };
  /** @type {pg.Pool | undefined} */ #pool;
  /** The address with the superuser's account, for the run itself. */
  url = '';
  /** The addresses with the accounts of the running processes. */
  processEnvironment = { DATABASE_URL: '', CROSS_TENANT_DATABASE_URL: '' };
  where = { password: '', port: 0 };

  /**
   * @param {import('../testing/run-folder.mjs').RunFolder} runFolder
   * @param {Record<string, string | number>} [settings]
   */
  async open(runFolder, settings = {}) {
    const account = accountFor();
    const binaries = await findBinaries(account, runFolder.folder);
    const { directory, password } = await openCluster(runFolder.folder, account, binaries);
    this.where = { password, port: await freePort() };
    this.url = urlOf({ ...this.where, database: NAME });
    this.#spawn = () => {
      const child = spawnServer(binaries, account, directory, { ...settings, port: this.where.port });
      runFolder.watchOver(child, 'SIGINT');
      return child;
    };
    await this.start();
    const where = { ...this.where, database: NAME };
    this.processEnvironment = processEnvironment(where);
    const env = { ...process.env, ...migrationEnvironment(where), LOG_LEVEL: 'warn' };
    await mustRun('Migrating failed', process.execPath, [...NODE_OPTIONS, ENTRY.migrate], { env });
  }

  get pid() {
    return this.#child?.pid;
  }

  async start() {
    this.#child = this.#spawn();
    await untilServing(this.#child, this.where, [NAME]);
  }

  /**
   * Stops PostgreSQL with its immediate shutdown. All connections are cut, and no checkpoint is written. So
   * the next start recovers from the write-ahead log.
   */
  async stopAtOnce() {
    const child = this.#child;
    child?.kill('SIGQUIT');
    if (child && child.exitCode === null) await once(child, 'exit');
  }

  /**
   * Runs a query. Repeats the query, at most 50 times, while the server cannot be reached.
   *
   * @template T
   * @param {string} sql @param {readonly unknown[]} [parameters] @returns {Promise<T[]>}
   */
  async ask(sql, parameters = []) {
    this.#pool ??= this.#connect();
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.#pool.query(sql, [...parameters])).rows;
      } catch (error) {
        if (attempt === ATTEMPTS || !isAway(error)) throw error;
        await pause(200);
      }
    }
  }

  async close() {
    await this.#pool?.end();
    await this.stopAtOnce();
  }

  #connect() {
    const pool = new pg.Pool({ connectionString: this.url, max: 4 });
    pool.on('error', () => undefined);
    return pool;
  }
}

/**
 * True if the error means that PostgreSQL is stopping, has stopped or has not started yet. Such an error is a
 * broken connection or has an SQLSTATE of class 57P.
 *
 * @param {unknown} error
 */
function isAway(error) {
  const { code = '' } = /** @type {{ code?: string }} */ (error);
  return /^(57P|ECONN|EPIPE)/.test(code) || /terminated/.test(String(error));
}
