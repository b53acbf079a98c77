// @ts-check
import { say } from '../console-output.mjs';

/** @typedef {import('../chaos/postgres-server.mjs').Server} Server */

const SAMPLE_EVERY_MS = 20;
const MOST_STATEMENTS = 30;

export const PROFILING = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.track_planning': 'on',
};

const WAITS = `
  SELECT coalesce(wait_event_type || '/' || wait_event, 'running') AS wait FROM pg_stat_activity
  WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

const STATEMENTS = `
  SELECT calls, total_plan_time + total_exec_time AS total, mean_plan_time AS plan, mean_exec_time AS exec,
         regexp_replace(query, '\\s+', ' ', 'g') AS query
  FROM pg_stat_statements ORDER BY total DESC LIMIT ${MOST_STATEMENTS}`;

/**
 * Records every 20 ms what the sessions of a PostgreSQL server wait for. `stopAndPrint` ends this and prints
 * the wait events and the slowest statements.
 *
 * @param {Server} server @returns {Promise<{ stopAndPrint: () => Promise<void> }>}
 */
export async function profile(server) {
  await server.ask('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  /** @type {Map<string, number>} */
  const seen = new Map();
  let samples = 0;
  const timer = setInterval(() => {
    void server.ask(WAITS).then((/** @type {any[]} */ rows) => {
      samples += 1;
      for (const { wait } of rows) seen.set(wait, (seen.get(wait) ?? 0) + 1);
    });
  }, SAMPLE_EVERY_MS);
  return {
    async stopAndPrint() {
      clearInterval(timer);
      say('\n  average number of sessions, by wait event:');
      for (const [wait, count] of [...seen].sort((a, b) => b[1] - a[1]).slice(0, 12))
        say(`    ${(count / samples).toFixed(2)}  ${wait}`);
      say('\n  statements, slowest total first (ms): calls, total, planning per call, executing per call');
      for (const { calls, total, plan, exec, query } of /** @type {any[]} */ (await server.ask(STATEMENTS)))
        say(
          `    ${calls}  ${total.toFixed(0)}  ${plan.toFixed(3)}  ${exec.toFixed(3)}  ${query.slice(0, 150)}`,
        );
    },
  };
}
