// @ts-check
// Kills a worker at a chosen point during a chaos run. Node loads this file before the worker (node
// --import), so the worker's own code is unchanged.
//
// Wraps the worker's calls to PostgreSQL and the queue. Kills the process at the n-th call of the chosen
// kind. The environment variable CHAOS_POINT has the kind and the number: {"at": …, "nth": …}.
import { Queue } from 'bullmq';
import pg from 'pg';

/** @typedef {'before-enqueuing' | 'after-enqueuing' | 'before-commit' | 'after-commit' | 'after-insert' |
 * 'before-messages' | 'after-sending'} Point */

/**
 * Matches the SQL statement that inserts a broadcast. In a chaos run, every broadcast asks for the care of a
 * reallocation case.
 */
const OF_A_CASE = /INSERT INTO "broadcast" ?\(/;

/** Matches the SQL statement that records that a mail was handed over. Its transaction is not committed yet. */
const OF_A_SENT_MAIL = /INSERT INTO message_attempt/;

/** @param {readonly any[]} args @returns {readonly unknown[]} the values of a statement */
const valuesOf = (args) => (Array.isArray(args[1]) ? args[1] : (args[0]?.values ?? []));

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

/**
 * The database connections with an open transaction that has inserted a broadcast for a reallocation case.
 *
 * @type {WeakSet<object>}
 */
const opening = new WeakSet();
const { query } = pg.Client.prototype;
pg.Client.prototype.query = /** @type {any} */ (
  /** @this {pg.Client} @param {any[]} args */
  function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    if (OF_A_CASE.test(text)) {
      opening.add(this);
      passed('after-insert');
    }
    if (text.startsWith('UPDATE log_reader') && valuesOf(args)[0] === 'messenger') passed('before-messages');
    if (OF_A_SENT_MAIL.test(text)) passed('after-sending');
    const isCommit = text === 'COMMIT' && opening.delete(this);
    if (isCommit) passed('before-commit');
    const answer = /** @type {any} */ (query).apply(this, args);
    if (isCommit) void Promise.resolve(answer).then(() => passed('after-commit'));
    return answer;
  }
);
