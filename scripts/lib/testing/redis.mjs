// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bound } from '../bound.mjs';
import { freePort } from '../ports.mjs';
import { excerpt, run } from '../run.mjs';
import { say, step } from '../say.mjs';

const PATIENCE_MS = 10_000;

/** A numbered database for each test file, and room to spare. */
const DATABASES = 1_000;

/**
 * A Redis that keeps nothing, on a port of its own.
 *
 * @param {import('./workshop.mjs').Workshop} workshop
 * @returns {Promise<string | null>} its URL, or null where there is no Redis to be had
 */
export async function startTestRedis(workshop) {
  return (await startMortalRedis(workshop))?.url ?? null;
}

/**
 * The same, and it can be killed: it comes back at once on its port with nothing left.
 *
 * @param {import('./workshop.mjs').Workshop} workshop
 * @returns {Promise<{ url: string, killAndRestart: () => Promise<void> } | null>}
 */
export async function startMortalRedis(workshop) {
  const program = findOnPath('redis-server') ?? (await installRedis());
  if (!program) return null;
  const port = await freePort();
  const args = [
    ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', workshop.folder],
    ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ...['--databases', `${DATABASES}`, '--maxmemory-policy', 'noeviction'],
  ];
  const start = () => {
    const child = spawn(...bound('SIGKILL', program, args), { cwd: '/', detached: true, stdio: 'ignore' });
    workshop.watchOver(child);
    return child;
  };
  let server = start();
  if (!(await untilAnswering(server, port))) return null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async killAndRestart() {
      server.kill('SIGKILL');
      await once(server, 'exit');
      server = start();
      if (!(await untilAnswering(server, port))) throw new Error('Redis does not come back');
    },
  };
}

/** @param {string} name */
function findOnPath(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ];
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Debian's package, where we may; RUNLEVEL keeps it from starting a server that nobody asked for. */
async function installRedis() {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const aptGet = (/** @type {string[]} */ ...args) =>
    run('apt-get', ['-q', '-y', ...args], { env, mayOutliveUs: true });
  const install = () => aptGet('install', '--no-install-recommends', 'redis-server');
  return step("installing Debian's redis-server for the second half of the tests", async () => {
    let result = await install();
    if (result.code !== 0) {
      await aptGet('update'); // a fresh system has no lists yet
      result = await install();
    }
    if (result.code !== 0) say(`  apt-get could not install redis-server:\n${excerpt(result.output, 3)}`);
    return findOnPath('redis-server');
  });
}

/** @param {import('node:child_process').ChildProcess} server @param {number} port */
async function untilAnswering(server, port) {
  const { Redis } = await import('ioredis');
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  let answered = false;
  const answer = redis.ping().then(() => (answered = true));
  for (const started = performance.now(); performance.now() - started < PATIENCE_MS; await pause(20))
    if (answered || server.exitCode !== null) break;
  redis.disconnect();
  await answer.catch(() => undefined);
  return answered;
}
