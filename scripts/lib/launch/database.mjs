// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from '../postgres/binaries.mjs';
import { migrationEnvironment } from '../postgres/accounts.mjs';
import { clusterIn, openCluster } from '../postgres/cluster.mjs';
import { endLeftoverServer } from '../postgres/leftover-server.mjs';
import { spawnServer, untilServing } from '../postgres/server.mjs';
import { freePort } from '../ports.mjs';
import { keepSecret, Refusal, step } from '../console-output.mjs';
import { keepRunning } from './keep-running.mjs';
import { showLog } from './print-log-lines.mjs';
import fs from 'node:fs';

const NAME = 'homeward';
const ATTEMPTS = 5;

/**
 * @typedef {{ env: Record<string, string>, server: import('./keep-running.mjs').Kept | null }} LaunchedDatabase
 * `env`: the addresses of the database, with the accounts of the running processes and of the owner
 */

/**
 * Starts Homeward's own PostgreSQL server on the database files in the data folder. Restarts the server if it
 * stops.
 *
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {boolean} verbose
 * @returns {Promise<LaunchedDatabase>}
 */
export async function startEmbedded({ folder, account }, verbose) {
  const isNew = !fs.existsSync(clusterIn(folder));
  const title = isNew ? `creating a PostgreSQL database in ${folder}` : `starting PostgreSQL on ${folder}`;
  return step(title, async () => {
    const binaries = await findBinaries(account, folder);
    const { directory, password } = await openCluster(folder, account, binaries);
    await endLeftoverServer(directory);
    const port = await freePort();
    const start = () => {
      const child = spawnServer(binaries, account, directory, { port });
      if (verbose) showLog('postgres', child, 'info');
      return child;
    };
    const child = await startPatiently(start, { password, port });
    const server = keepRunning('postgres', start, 'SIGINT', child);
    return { env: migrationEnvironment({ password, port, database: NAME }), server };
  });
}

/**
 * Starts the PostgreSQL server, with retries. If Homeward was killed, the processes of its old server may
 * still be ending.
 *
 * @param {() => import('node:child_process').ChildProcess} start
 * @param {{ password: string, port: number }} where
 */
async function startPatiently(start, where) {
  for (let attempt = 1; ; attempt++) {
    const child = start();
    try {
      await untilServing(child, where, [NAME]);
      return child;
    } catch (error) {
      child.kill('SIGINT');
      if (attempt === ATTEMPTS || !/still in use|lock file/.test(String(error))) throw error;
      await pause(1_000);
    }
  }
}

/**
 * Returns the PostgreSQL server in DATABASE_URL, so that no server is started. Fails if that server does not
 * answer.
 *
 * @param {string} url
 * @returns {Promise<LaunchedDatabase>}
 */
export async function useGiven(url) {
  const { default: pg } = await import('pg');
  try {
    keepSecret(decodeURIComponent(new URL(url).password));
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    await client.end();
    return { env: { DATABASE_URL: url }, server: null };
  } catch (error) {
    throw new Refusal(`The database of DATABASE_URL cannot be used: ${reasonOf(error)}.`);
  }
}

/** @param {string} url */
export async function assertRedisAnswers(url) {
  const { Redis } = await import('ioredis');
  try {
    keepSecret(decodeURIComponent(new URL(url).password));
  } catch {
    throw new Refusal('REDIS_URL is not an address: give one like redis://127.0.0.1:6379.');
  }
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, connectTimeout: 10_000 });
  /** @type {unknown} */
  let last;
  redis.on('error', (error) => (last = error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new Refusal(`The Redis of REDIS_URL cannot be used: ${reasonOf(last ?? error)}.`);
  } finally {
    redis.disconnect();
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
