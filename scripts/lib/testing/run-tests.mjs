// @ts-check
import { constants } from 'node:os';
import { build } from '../build.mjs';
import { onStopRequest } from '../stop-signals.mjs';
import { installPackages } from '../install-packages.mjs';
import { accountFor } from '../postgres/account.mjs';
import { ROOT } from '../project-paths.mjs';
import { say } from '../console-output.mjs';
import { findChromium } from './find-chromium.mjs';
import { startTestDatabase } from './database.mjs';
import { findProxies } from './find-proxies.mjs';
import { runJest } from './run-jest.mjs';
import { startTestRedis } from './redis.mjs';
import { openRunFolder } from './run-folder.mjs';

/** @typedef {import('./run-jest.mjs').Tally} Tally */
/** @typedef {import('./run-folder.mjs').RunFolder} RunFolder */

/**
 * @param {readonly string[]} jestArguments  empty for all tests in both modes
 * @returns {Promise<number>} the exit code
 */
export async function runTests(jestArguments) {
  await installPackages(ROOT);
  await build(ROOT);
  const runFolder = openRunFolder(accountFor(), { databaseInMemory: true });
  /** @type {Promise<NodeJS.Signals>} */
  const asked = new Promise((resolve) => onStopRequest(resolve));
  try {
    return await Promise.race([runBothModes(runFolder, jestArguments), asked.then(exitCodeOf)]);
  } finally {
    await runFolder.clear();
  }
}

/** @param {NodeJS.Signals} signal */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/** @param {RunFolder} runFolder @param {readonly string[]} jestArguments */
async function runBothModes(runFolder, jestArguments) {
  const { REDIS_URL: _, DATABASE_URL: __, ...inherited } = process.env;
  const isEverything = jestArguments.length === 0;
  const browser = await bringBrowser(isEverything || jestArguments.some((one) => one.includes('journeys')));
  const proxies = await bringProxies(isEverything || jestArguments.some((one) => one.includes('proxies')));
  const env = { ...inherited, ...browser.env, ...proxies.env, ...(await startTestDatabase(runFolder)) };
  const left = [...browser.jestArguments, ...proxies.jestArguments];
  const first = await runJest(runFolder, [...jestArguments, ...left], env);
  const second = isEverything ? await runOnRedis(runFolder, env) : NOTHING;
  return tell([first, second, browser.result, proxies.result]);
}

const NOTHING = { passed: 0, failed: 0, skipped: 0, code: 0 };
const MISSED = { ...NOTHING, failed: 1, code: 1 };

/**
 * Adds the browser tests (journeys) to the run if Chromium is available. Otherwise prints that the browser
 * tests do not run.
 *
 * @param {boolean} isWanted
 * @returns {Promise<{ env: NodeJS.ProcessEnv, jestArguments: string[], result: Tally & { code: number } }>}
 */
async function bringBrowser(isWanted) {
  const program = await findChromium({ mayInstall: isWanted });
  if (program) return { env: { HOMEWARD_TEST_CHROMIUM: program }, jestArguments: [], result: NOTHING };
  const without = { env: {}, jestArguments: ['--ignoreProjects', 'journeys'], result: NOTHING };
  if (!isWanted) return without;
  say(
    '\nThe journeys are NOT RUN: there is no Chromium here and no way to install one (as root, with apt-get).',
  );
  say('Set CHROMIUM=/path/to/chrome if it is in another place.');
  if (process.env.CI !== 'true') return without;
  say('In CI that is a failure.');
  return { ...without, result: MISSED };
}

/**
 * Selects the tests with real proxies if nginx, Caddy and HAProxy are here or can be installed. Without them these tests
 * are not run, and a message says so.
 *
 * @param {boolean} isWanted
 * @returns {Promise<{ env: NodeJS.ProcessEnv, jestArguments: string[], result: Tally & { code: number } }>}
 */
async function bringProxies(isWanted) {
  const { env, missing } = await findProxies({ mayInstall: isWanted });
  if (missing.length === 0) return { env, jestArguments: [], result: NOTHING };
  const without = { env, jestArguments: ['--testPathIgnorePatterns', '/test/e2e/proxies/'], result: NOTHING };
  if (!isWanted) return without;
  const names = missing.join(' and ');
  say(
    `\nThe tests behind a proxy are NOT RUN: there is no ${names} here and no way to install it (as root, with apt-get).`,
  );
  if (process.env.CI !== 'true') return without;
  say('In CI that is a failure.');
  return { ...without, result: MISSED };
}

/**
 * Jest arguments that leave out tests of access and pages. These tests do not depend on Redis, so they do not
 * run again on Redis.
 */
const WITHOUT_REDIS = ['--testPathIgnorePatterns', '/test/e2e/(access|api|proxies|typed-client|web)/'];

/** @param {RunFolder} runFolder @param {NodeJS.ProcessEnv} env */
async function runOnRedis(runFolder, env) {
  say('\nThe end-to-end tests again, with the queues and the live feed on Redis:\n');
  const url = await startTestRedis(runFolder);
  if (url)
    return runJest(runFolder, ['--selectProjects', 'e2e', ...WITHOUT_REDIS], { ...env, REDIS_URL: url });
  say('NOT RUN: there is no redis-server here and no way to install one (as root, with apt-get).');
  if (process.env.CI !== 'true') return NOTHING;
  say('In CI that is a failure.');
  return MISSED;
}

/**
 * Prints the numbers of passed, failed and skipped tests as the last line, so that programs can read them
 * there. Returns the exit code.
 *
 * @param {readonly (Tally & { code: number })[]} runs
 */
function tell(runs) {
  const sum = (/** @type {keyof Tally} */ key) => runs.reduce((total, run) => total + run[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  say(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return passed > 0 && failed === 0 && runs.every(({ code }) => code === 0) ? 0 : 1;
}
