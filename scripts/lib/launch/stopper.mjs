// @ts-check
import { endRunning } from '../run-program.mjs';
import { Refusal, say } from '../console-output.mjs';

const PATIENCE_MS = 15_000;
/**
 * One Ctrl-C may cause two signals, from the terminal and from npm. So a second signal within this time is
 * ignored. A later signal kills the processes.
 */
const IMPATIENCE_MS = 1_000;

/** @typedef {import('./keep-running.mjs').Kept} Kept */

/** Keeps a list of Homeward's running processes. Stops the processes in reverse order of their start. */
export function createStopper() {
  /** @type {Kept[]} */
  const kept = [];
  /** @type {(() => void)[]} */
  const afterwards = [];
  /** @type {Promise<void> | undefined} */
  let stopped;
  let askedAt = 0;
  /** @type {() => void} */
  let answer = () => undefined;
  /** @type {Promise<void>} */
  const asked = new Promise((resolve) => (answer = resolve));

  async function stopAll() {
    for (const process of kept.reverse()) await process.stop(PATIENCE_MS);
    for (const work of afterwards) work();
  }

  return {
    asked,
    wasAsked: () => askedAt > 0,
    /** Throws an error if a stop was requested. Called between the steps of the start-up. */
    check() {
      if (askedAt > 0) throw new Refusal('stopped while starting');
    },
    /** @param {Kept[]} processes */
    add: (...processes) => void kept.push(...processes),
    /** @param {() => void} work  runs when no process runs any more */
    afterwards: (work) => void afterwards.push(work),
    ask() {
      if (askedAt > 0 && performance.now() - askedAt > IMPATIENCE_MS) for (const { kill } of kept) kill();
      if (askedAt > 0) return;
      askedAt = performance.now();
      say('\nstopping …');
      endRunning();
      answer();
    },
    stop: () => (stopped ??= stopAll()),
  };
}
