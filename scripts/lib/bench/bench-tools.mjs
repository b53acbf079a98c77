// @ts-check
import { Server } from '../chaos/postgres-server.mjs';
import { compiledTest } from '../compiled-tests.mjs';
import { freePort } from '../ports.mjs';
import { accountFor } from '../postgres/account.mjs';
import { ENTRY } from '../project-paths.mjs';
import { say } from '../console-output.mjs';
import { findChromium } from '../testing/find-chromium.mjs';
import { startTestRedis } from '../testing/redis.mjs';
import { openRunFolder } from '../testing/run-folder.mjs';
import { BenchProcess } from './bench-process.mjs';
import { cpuSeconds } from './cpu-time.mjs';
import { profile, PROFILING } from './profiled-server.mjs';

/**
 * Returns the functions that every measurement of the bench works with. `test/bench/bench-tools.ts` has their
 * types.
 *
 * @param {import('../testing/run-folder.mjs').RunFolder} runFolder
 */
export function stageIn(runFolder) {
  return {
    openServer,
    startWorker: (/** @type {BenchServer} */ server, env = {}) => startListening(ENTRY.worker, server, env),
    startApi: (/** @type {BenchServer} */ server, env = {}) => startListening(ENTRY.api, server, env),
    startWeb: (/** @type {BenchServer} */ server, /** @type {{ address: string }} */ api) =>
      startListening(ENTRY.web, server, { API_URL: api.address }),
    startBareApp: (/** @type {BenchServer} */ server) =>
      startListening(compiledTest('bench/helpers/bare-app'), server, {}),
    startRedis: async () => (await startTestRedis(runFolder)) ?? undefined,
    findChromium: async () => (await findChromium({ mayInstall: false })) ?? undefined,
    startHelper: (/** @type {string} */ name, env = {}) => startHelper(runFolder, name, env),
    say,
  };
}

/** @param {Record<string, string | number>} [settings] */
async function openServer(settings = {}) {
  const runFolder = openRunFolder(accountFor());
  const server = new Server();
  await server.open(runFolder, process.env.BENCH_PROFILE ? { ...PROFILING, ...settings } : settings);
  const profiled = process.env.BENCH_PROFILE ? await profile(server) : undefined;
  return {
    url: server.url,
    processEnvironment: server.processEnvironment,
    reader: { query: server.ask.bind(server) },
    runFolder,
    cpuSeconds: () => cpuSeconds(server.pid),
    async close() {
      await profiled?.stopAndPrint();
      await server.close();
      await runFolder.clear();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openServer>>} BenchServer */

/**
 * Starts one of Homeward's processes from its compiled file, on a free port and with the bench's settings.
 *
 * @param {string} file
 * @param {BenchServer} server
 * @param {NodeJS.ProcessEnv} env
 */
async function startListening(file, { processEnvironment, runFolder }, env) {
  const port = await freePort();
  const given = {
    ...processEnvironment,
    REDIS_URL: '',
    LOG_LEVEL: 'fatal',
    HOST: '127.0.0.1',
    PORT: `${port}`,
  };
  const one = new BenchProcess(file, { ...process.env, ...given, ...env }, runFolder);
  await one.untilListening();
  return Object.assign(one, { address: `http://127.0.0.1:${port}` });
}

/**
 * Starts a file of `test/bench/helpers` as a child process, to which the bench sends tasks.
 *
 * @param {import('../testing/run-folder.mjs').RunFolder} runFolder
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
async function startHelper(runFolder, name, env) {
  const one = new BenchProcess(compiledTest(`bench/helpers/${name}`), { ...process.env, ...env }, runFolder);
  await one.untilListening();
  return one;
}
