// @ts-check
import { say } from '../console-output.mjs';

const LONGEST_DELAY_MS = 30_000;
/**
 * A process that ran longer than this time counts as recovered. If it ends again, the delay before its
 * restart is the shortest delay.
 */
const STABLE_MS = 60_000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * A process that is started again when it ends.
 *
 * @typedef {object} Kept
 * @property {string} name
 * @property {() => number} crashes
 * @property {(patienceMs: number) => Promise<void>} stop
 * @property {() => void} kill
 */

/**
 * Keeps a process running: starts the process again each time it ends by itself. The delay before a restart
 * doubles each time, up to 30 s.
 *
 * @param {string} name @param {() => ChildProcess} start @param {NodeJS.Signals} ending  the signal that asks
 * the process to end @param {ChildProcess} [running]  a process that is already running @returns {Kept}
 */
export function keepRunning(name, start, ending, running) {
  let child = running ?? start();
  let stopping = false;
  let crashes = 0;
  let delay = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let next;

  const watch = () => {
    const began = performance.now();
    child.once('error', (error) => say(`  ${name}: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      crashes += 1;
      delay =
        performance.now() - began > STABLE_MS || delay === 0 ? 1_000 : Math.min(delay * 2, LONGEST_DELAY_MS);
      say(
        `  ${name} stopped unexpectedly (${signal ?? `exit code ${code}`}); starting it again in ${delay / 1000} s`,
      );
      next = setTimeout(() => {
        child = start();
        watch();
      }, delay);
    });
  };
  watch();

  return {
    name,
    crashes: () => crashes,
    kill: () => void child.kill('SIGKILL'),
    async stop(patienceMs) {
      stopping = true;
      clearTimeout(next);
      await endChild(child, ending, patienceMs);
    },
  };
}

/**
 * Asks a process to end by sending `signal`. Kills the process if it still runs after `patienceMs`
 * milliseconds.
 *
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {number} patienceMs
 */
function endChild(child, signal, patienceMs) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve(undefined);
    });
    child.kill(signal);
  });
}
