// @ts-check
// Preloaded into a worker that is to die at a chosen point (node --import). Nothing of the product knows
// of it: it watches what the worker asks of PostgreSQL and the queue, and kills the process, without a
// word, when the n-th such moment has come. CHAOS_POINT says which: {"at": …, "nth": …}.
import { Queue } from 'bullmq';
import pg from 'pg';

/** @typedef {'before-enqueuing' | 'after-enqueuing' | 'before-commit' | 'after-commit' | 'in-the-midst'} Point */

/** What a transaction writes that moves a case to another branch: its replacement is broadcast. */
const OF_A_CASE = /INSERT INTO "broadcast"\(/;

const { at, nth } = /** @type {{ at: Point, nth: number }} */ (JSON.parse(process.env.CHAOS_POINT ?? '{}'));
let left = nth;

/** @param {Point} point */
function passed(point) {
  if (point !== at || (left -= 1) > 0) return;
  process.kill(process.pid, 'SIGKILL');
}

const { addBulk } = Queue.prototype;
/** @param {any} jobs */
Queue.prototype.addBulk = async function (jobs) {
  passed('before-enqueuing');
  const added = await addBulk.call(this, jobs);
  passed('after-enqueuing');
  return added;
};

/** The connections whose transaction has opened a case's replacement. @type {WeakSet<object>} */
const opening = new WeakSet();
const { query } = pg.Client.prototype;
pg.Client.prototype.query = /** @type {any} */ (
  /** @this {pg.Client} @param {any[]} args */
  function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    if (OF_A_CASE.test(text)) {
      opening.add(this);
      passed('in-the-midst');
    }
    const isCommit = text === 'COMMIT' && opening.delete(this);
    if (isCommit) passed('before-commit');
    const answer = /** @type {any} */ (query).apply(this, args);
    if (isCommit) void Promise.resolve(answer).then(() => passed('after-commit'));
    return answer;
  }
);
