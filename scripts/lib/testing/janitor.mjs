// @ts-check
// Clears up after a test run, however it ends: started beside it, it learns on its standard input which
// processes run ("+123 SIGINT", with the signal that ends them) and which have ended ("-123"). When that
// input closes, because the run is over or was killed, it ends what still runs and removes the folder.
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 8_000;
const [folder] = process.argv.slice(2);
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
if (folder) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** @param {number} pid */
function isAlive(pid) {
  return signal(pid, 0);
}

/** @param {number} pid @param {NodeJS.Signals | 0} name @returns {boolean} whether there was anyone to hear it */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
