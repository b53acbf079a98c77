// @ts-check
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';
import { ROOT } from './project-paths.mjs';
import { Refusal, step } from './console-output.mjs';

/** @typedef {{ address: string, stop: () => Promise<void> }} RunningHomeward */

/**
 * @param {string | undefined} address
 * @returns {Promise<RunningHomeward>}
 */
export async function aRunningHomeward(address) {
  if (address === undefined) return step('starting a Homeward of its own', () => startOne());
  const answer = await fetch(new URL('/ready', address)).catch(() => null);
  if (!answer?.ok) throw new Refusal(`No Homeward is ready at ${address}.`);
  return { address, stop: async () => undefined };
}

/**
 * Starts a Homeward with an empty database. `operate` runs a command of the operator and returns the link that it prints.
 *
 * @returns {Promise<RunningHomeward & { operate: (args: string[]) => Promise<string> }>}
 */
export async function anEmptyHomeward() {
  const { address, folder, stop } = await step('starting a Homeward with an empty database', () =>
    startOne('--no-demonstration'),
  );
  const script = path.join(ROOT, 'scripts/operator.mjs');
  const operate = async (/** @type {string[]} */ args) => {
    const env = { ...process.env, HOMEWARD_DATA: folder };
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, '--address', address], {
      env,
    });
    return stdout.trim();
  };
  return { address, stop, operate };
}

/** @param {string[]} options @returns {Promise<RunningHomeward & { folder: string }>} */
async function startOne(...options) {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'homeward-guest-'));
  chmodSync(parent, 0o755); // if root runs this script, PostgreSQL runs under another account, which must be able to enter this folder
  const port = await freePort();
  const script = path.join(ROOT, 'scripts/start.mjs');
  const folder = path.join(parent, 'data');
  const child = spawn(process.execPath, [script, '--port', String(port), '--data', folder, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (/** @type {Buffer} */ text) => {
      if (text.toString().includes('Homeward is ready')) resolve(undefined);
    });
    child.once('exit', () => reject(new Refusal('Homeward did not start.')));
  });
  return {
    address: `http://localhost:${port}`,
    folder,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
