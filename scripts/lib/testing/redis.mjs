// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { withParentDeathSignal } from '../parent-death-signal.mjs';
import { freePort } from '../ports.mjs';
import { findOnPath, installFromDebian } from './install-from-debian.mjs';

const PATIENCE_MS = 10_000;

/** How many numbered databases the test Redis has. Each test file uses one. */
const DATABASES = 1_000;

/**
 * Starts a Redis without persistence for a test run, on its own port.
 *
 * @param {import('./run-folder.mjs').RunFolder} runFolder
 * @returns {Promise<string | null>} the URL, or null if no Redis can be found or installed
 */
export async function startTestRedis(runFolder) {
  return (await startMortalRedis(runFolder))?.url ?? null;
}

/**
 * Starts a Redis without persistence that a test can kill. After the kill, Redis restarts at once on the same
 * port, without data.
 *
 * @param {import('./run-folder.mjs').RunFolder} runFolder
 * @returns {Promise<{ url: string, killAndRestart: () => Promise<void> } | null>}
 */
export async function startMortalRedis(runFolder) {
  const program =
    findOnPath('redis-server') ?? (await installFromDebian('redis-server', 'the second half of the tests'));
  if (!program) return null;
  const port = await freePort();
  const args = [
    ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', runFolder.folder],
    ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ...['--databases', `${DATABASES}`, '--maxmemory-policy', 'noeviction'],
  ];
  const start = () => {
    const child = spawn(...withParentDeathSignal('SIGKILL', program, args), {
      cwd: '/',
      detached: true,
      stdio: 'ignore',
    });
    runFolder.watchOver(child);
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
