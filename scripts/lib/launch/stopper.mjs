// @ts-check
import { endRunning } from '../run.mjs';
import { Refusal, say } from '../say.mjs';

const PATIENCE_MS = 15_000;
/** One Ctrl-C may arrive twice, from the terminal and from npm. A second one after this time kills. */
const IMPATIENCE_MS = 1_000;

/** @typedef {import('./keep-running.mjs').Kept} Kept */

/** Keeps a list of the running processes and stops them in the opposite order. */
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
    /** Call it between steps: the step under way is finished, the next one does not begin. */
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
