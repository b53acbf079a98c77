// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../console-output.mjs';

/**
 * What runs in a soak run: the PostgreSQL server, API processes, proxies, Redis and the client of the staff.
 * The disturbances act on these.
 *
 * @typedef {object} Stage
 * @property {import('../chaos/postgres-server.mjs').Server} server
 * @property {import('../chaos/restarting-process.mjs').Process[]} apis
 * @property {import('./faulty-proxy.mjs').Proxy[]} proxies
 * @property {{ killAndRestart: () => Promise<void> } | null | undefined} redis
 * @property {import('./staff-client.mjs').StaffClient} staff
 */

const CUT_EVERY_MS = 500;
const CUT_SHARE = 0.01;

/**
 * The disturbances of a soak run. The number says when a disturbance begins, as a fraction of the run's
 * duration.
 *
 * @type {readonly (readonly [number, string, (stage: Stage) => Promise<unknown>])[]}
 */
const TIMETABLE = [
  [0.15, 'a tenth of the connections fall silent', freeze],
  [0.3, 'one api process is killed', async ({ apis }) => apis[0]?.kill()],
  [0.45, 'some branches may take no new people', ({ staff }) => staff.restrict(5)],
  [0.55, 'PostgreSQL stops at once, and comes back', restartPostgres],
  [0.7, 'Redis is killed, and comes back with nothing', async ({ redis }) => redis?.killAndRestart()],
  [0.8, 'a tenth of the connections fall silent', freeze],
  [
    0.85,
    'the other api process is asked to stop, and a new one starts',
    async ({ apis }) => apis[1]?.terminate(),
  ],
];

/** @param {Stage} stage @param {number} seconds */
export async function disturbances(stage, seconds) {
  const cutting = setInterval(() => stage.proxies.forEach((proxy) => proxy.cut(CUT_SHARE)), CUT_EVERY_MS);
  const began = performance.now();
  try {
    for (const [when, what, work] of TIMETABLE) {
      if (what.startsWith('Redis') && !stage.redis) continue;
      await pause(Math.max(0, when * seconds * 1_000 - (performance.now() - began)));
      say(`  ${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${what}`);
      await work(stage);
    }
    await pause(Math.max(0, seconds * 1_000 - (performance.now() - began)));
  } finally {
    clearInterval(cutting);
  }
}

/** @param {Stage} stage */
async function freeze({ proxies }) {
  for (const proxy of proxies) proxy.freeze(0.1);
}

/** @param {Stage} stage */
async function restartPostgres({ server }) {
  await server.stopAtOnce();
  await pause(2_000);
  await server.start();
}
