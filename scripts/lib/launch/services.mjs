// @ts-check
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { withParentDeathSignal } from '../parent-death-signal.mjs';
import { freePort } from '../ports.mjs';
import { ENTRY, NODE_OPTIONS, ROOT } from '../project-paths.mjs';
import { Refusal } from '../console-output.mjs';
import { keepRunning } from './keep-running.mjs';
import { showLog } from './print-log-lines.mjs';

const PATIENCE_MS = 120_000;
const CRASHES_ENOUGH = 3;

/** @typedef {import('./keep-running.mjs').Kept} Kept */
/** @typedef {{ services: Kept[], readiness: string[] }} Started */

/**
 * Starts the worker, the API and the console. Only the console accepts connections from other machines. The
 * console forwards requests to the API.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./command-line-options.mjs').Options} options
 * @param {readonly import('./prepare-database.mjs').SignIn[]} signIns  the demonstration users, which the console
 * shows to everyone
 * @returns {Promise<Started>}
 */
export async function startServices(env, { host, port }, signIns) {
  const inside = '127.0.0.1';
  const [apiPort, workerPort] = [await freePort(), await freePort()];
  const api = `http://${inside}:${apiPort}`;
  const { ADMIN_DATABASE_URL: _, OWNER_DATABASE_URL: __, ...given } = env; // only the commands that migrate and load get the owner's account
  // Where mail is sent, the address must be given, because recipients cannot open one of this machine.
  const ownAddress = env.SMTP_URL ? {} : { PUBLIC_ADDRESS: `http://localhost:${port}` };
  const running = { ...ownAddress, ...given };
  const services = [
    keepService('worker', { ...running, HOST: inside, PORT: `${workerPort}` }),
    keepService('api', {
      ...running,
      HOST: inside,
      PORT: `${apiPort}`,
      TRUSTED_PROXIES: env.TRUSTED_PROXIES ?? '1',
    }),
    keepService('web', { ...ofConsole(running, signIns), HOST: host, PORT: `${port}`, API_URL: api }),
  ];
  const reached = host === '0.0.0.0' || host === '::' ? inside : host;
  return { services, readiness: [`http://${inside}:${workerPort}/ready`, `http://${reached}:${port}/ready`] };
}

/**
 * Returns the environment of the console process. It has no addresses of the database, Redis or the mail server, because
 * the console only uses the API.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly import('./prepare-database.mjs').SignIn[]} signIns
 */
function ofConsole(env, signIns) {
  const { DATABASE_URL: _, CROSS_TENANT_DATABASE_URL: __, REDIS_URL: ___, SMTP_URL: ____, ...own } = env;
  return { ...own, DEMONSTRATION_SIGN_INS: JSON.stringify(signIns) };
}

/** @param {'api' | 'worker' | 'web'} name @param {NodeJS.ProcessEnv} env */
function keepService(name, env) {
  const start = () => {
    const child = spawn(
      ...withParentDeathSignal('SIGKILL', process.execPath, [...NODE_OPTIONS, ENTRY[name]]),
      {
        cwd: ROOT,
        env,
        detached: true, // so that Ctrl-C in a terminal does not signal the services, because this script stops them in order
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    showLog(name, child, env.LOG_LEVEL);
    return child;
  };
  return keepRunning(name, start, 'SIGTERM');
}

/**
 * Waits until the services answer.
 *
 * @param {Started} started @param {() => void} check  throws if there is nothing to wait for any more
 */
export async function untilReady({ services, readiness }, check) {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await pause(100)) {
    check();
    const failing = services.find(({ crashes }) => crashes() >= CRASHES_ENOUGH);
    if (failing)
      throw new Refusal(
        `${failing.name} does not start; its output is above (npm start -- --verbose shows more).`,
      );
    if ((await Promise.all(readiness.map(isReady))).every(Boolean)) return;
  }
  throw new Refusal(
    `Homeward was not ready within ${PATIENCE_MS / 1000} s; npm start -- --verbose shows the output of its processes.`,
  );
}

/** @param {string} url */
async function isReady(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false;
  }
}
