// @ts-check
// Cleans up after a test run, even if the run was killed. Reads lines about processes from standard input.
// "+123 SIGINT" means that process 123 runs, and that SIGINT ends it. "-123" means that the process has
// ended.
//
// The input closes when the run is over or was killed. This process then ends the processes that still run,
// and removes the folders of the run.
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 8_000;
const folders = process.argv.slice(2);
/** @type {Map<number, NodeJS.Signals>} */
const running = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
for await (const line of createInterface({ input: process.stdin })) {
  const [pid, ending] = line.slice(1).split(' ');
  if (line.startsWith('+')) running.set(Number(pid), /** @type {NodeJS.Signals} */ (ending));
  else running.delete(Number(pid));
}

for (const [pid, ending] of running) signal(pid, ending);
for (const started = performance.now(); performance.now() - started < PATIENCE_MS; await pause(50))
  if (![...running.keys()].some(isAlive)) break;
for (const pid of running.keys()) signal(pid, 'SIGKILL');
for (const folder of folders)
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** @param {number} pid */
function isAlive(pid) {
  return signal(pid, 0);
}

/** @param {number} pid @param {NodeJS.Signals | 0} name @returns {boolean} whether the process existed */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
