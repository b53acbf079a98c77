// @ts-check
import { build } from '../build.mjs';
import { onStopRequest } from '../stop-signals.mjs';
import { installPackages } from '../install-packages.mjs';
import { assertPortIsFree } from '../ports.mjs';
import { ROOT } from '../project-paths.mjs';
import { say, step } from '../console-output.mjs';
import { auditFilesOf } from './audit-files.mjs';
import { openDataFolder } from './data-folder.mjs';
import { assertRedisAnswers, startEmbedded, useGiven } from './database.mjs';
import { describeSignIns, migrate, openDemonstration } from './prepare-database.mjs';
import { writePidFile } from './pid-file.mjs';
import { startServices, untilReady } from './services.mjs';
import { createStopper } from './stopper.mjs';

/**
 * How long to wait for the port. If an earlier Homeward was killed, its processes may use the port until they
 * have ended.
 */
const AFTER_A_KILL_MS = 8_000;

/** @typedef {import('./command-line-options.mjs').Options} Options */
/** @typedef {ReturnType<typeof createStopper>} Stopper */

/**
 * Starts the database and all processes of Homeward. Keeps them running until a signal asks Homeward to stop.
 * Then stops all processes and the database.
 *
 * @param {Options} options
 */
export async function launch(options) {
  const stopper = createStopper();
  onStopRequest(stopper.ask);
  try {
    await start(options, stopper);
    await stopper.asked;
  } catch (error) {
    await stopper.stop();
    if (!stopper.wasAsked()) throw error;
  }
  await stopper.stop();
  say('stopped');
  process.exit(0);
}

/** @param {Options} options @param {Stopper} stopper */
async function start(options, stopper) {
  const isHere = ['127.0.0.1', '0.0.0.0', '::'].includes(options.host);
  const address = `http://${isHere ? 'localhost' : options.host}:${options.port}`;
  say(`Homeward ${address}`);
  const data = await claimFolderAndPort(options, address, stopper);
  await installPackages(ROOT);
  stopper.check();
  await build(ROOT);
  stopper.check();

  const env = await environment(options, data, stopper);
  stopper.check();
  await migrate(env);
  stopper.check();
  const signIns = options.demonstration ? await openDemonstration(env, data?.folder) : [];
  stopper.check();
  await step('starting api, worker and web', async () => {
    const started = await startServices(env, options, signIns);
    stopper.add(...started.services);
    await untilReady(started, stopper.check);
  });
  say(`\nHomeward is ready: ${address}\n`);
  if (signIns.length > 0) say(`${describeSignIns(signIns)}\n`);
  say('Ctrl-C stops it.');
}

/**
 * Claims the data folder and checks that the port is free. With DATABASE_URL there is no data folder. Runs
 * first, so that a refusal comes before the slow steps of the start.
 *
 * @param {Options} options
 * @param {string} address
 * @param {Stopper} stopper
 */
async function claimFolderAndPort({ data: requested, port, host }, address, stopper) {
  const data = process.env.DATABASE_URL ? null : openDataFolder(requested);
  const note = data && writePidFile(data.folder, address);
  if (note) stopper.afterwards(note.remove);
  await assertPortIsFree(port, host, note?.wasKilled ? AFTER_A_KILL_MS : 0);
  return data;
}

/**
 * Starts the database and returns the environment for Homeward's processes.
 *
 * @param {Options} options
 * @param {import('./data-folder.mjs').DataFolder | null} data
 * @param {Stopper} stopper
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function environment({ verbose }, data, stopper) {
  const { DATABASE_URL, REDIS_URL, LOG_LEVEL, NODE_ENV } = process.env;
  if (REDIS_URL) await assertRedisAnswers(REDIS_URL);
  const database = data ? await startEmbedded(data, verbose) : await useGiven(DATABASE_URL ?? '');
  if (database.server) stopper.add(database.server);
  return {
    ...(data && auditFilesOf(data.folder)),
    ...process.env,
    ...database.env,
    NODE_ENV: NODE_ENV ?? 'production',
    LOG_LEVEL: LOG_LEVEL ?? (verbose ? 'info' : 'warn'),
  };
}
