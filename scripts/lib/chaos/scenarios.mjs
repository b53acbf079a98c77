// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('./run-scenario.mjs').Scenario} Scenario */
/** @typedef {import('./run-scenario.mjs').Stage} Stage */

/**
 * Waits until at least `share` thousandths of the people have been moved to another branch. With 500, half of
 * the people.
 *
 * @param {Stage} stage
 * @param {number} people
 * @param {number} share
 */
async function onceMoved({ moved }, people, share) {
  while ((await moved()) < (people * share) / 1_000) await pause(100);
}

/** @type {Scenario} */
export const UNDISTURBED = { name: 'nothing' };

/** The chaos scenarios that are small enough to run with every `npm test`. @type {readonly Scenario[]} */
export const BOUNDED = [
  {
    name: 'the worker dies in the job before its commit, between commit and enqueuing, before messages are committed, after a mail',
    points: [
      { at: 'before-commit', nth: 5 },
      { at: 'before-enqueuing', nth: 2 },
      { at: 'before-messages', nth: 1 },
      { at: 'after-sending', nth: 3 },
    ],
  },
];

/** @type {readonly Scenario[]} */
export const ALL = [
  {
    name: 'the worker is killed at random, five times',
    async disturb({ worker }) {
      for (let kill = 0; kill < 5; kill++) {
        await pause(1_000 + Math.random() * 3_000);
        worker.kill();
      }
    },
  },
  { name: 'it dies between commit and enqueuing, twice', points: times(2, 'before-enqueuing', 2) },
  {
    name: 'it dies after enqueuing, before it stores its position, twice',
    points: times(2, 'after-enqueuing', 2),
  },
  { name: 'it dies before messages are committed, twice', points: times(2, 'before-messages', 3) },
  { name: 'it dies after a mail, before it is recorded, three times', points: times(3, 'after-sending', 5) },
  { name: 'it dies in the middle of a job', points: times(1, 'after-insert', 20) },
  { name: 'it dies in a job before its commit', points: times(1, 'before-commit', 20) },
  { name: 'it dies after the commit, before the job is completed', points: times(1, 'after-commit', 20) },
  { name: 'it dies twice in a row in its first job', points: times(2, 'before-commit', 1) },
  {
    name: 'it dies three times on the same job, more often than BullMQ allows',
    points: times(3, 'after-insert', 1),
  },
  {
    name: 'PostgreSQL stops at once in the middle and comes back',
    async disturb(stage, people) {
      await onceMoved(stage, people, 200);
      await stage.server.stopAtOnce();
      await pause(2_000);
      await stage.server.start();
    },
  },
  {
    name: 'PostgreSQL stops at once, and the worker dies as it comes back',
    async disturb(stage, people) {
      await onceMoved(stage, people, 100);
      await stage.server.stopAtOnce();
      stage.worker.kill();
      await stage.server.start();
    },
  },
];

/** The chaos scenarios that run with the queues on Redis. @type {readonly Scenario[]} */
export const ON_REDIS = [
  UNDISTURBED,
  {
    name: 'Redis is wiped, twice',
    async disturb(stage, people) {
      for (const share of [100, 400]) {
        await onceMoved(stage, people, share);
        await stage.redis?.wipe();
      }
    },
  },
  {
    name: 'Redis is killed and comes back empty',
    async disturb(stage, people) {
      await onceMoved(stage, people, 300);
      await stage.redis?.killAndRestart();
    },
  },
  {
    name: 'Redis is wiped as the worker dies',
    async disturb(stage, people) {
      await onceMoved(stage, people, 200);
      stage.worker.kill();
      await stage.redis?.wipe();
    },
  },
];

/** @param {number} lives @param {import('./crash-point.mjs').Point} at @param {number} nth */
function times(lives, at, nth) {
  return Array.from({ length: lives }, () => ({ at, nth }));
}
