// @ts-check
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { ROOT } from './project-paths.mjs';
import { Refusal, step } from './console-output.mjs';

/** @typedef {{ address: string, stop: () => Promise<void> }} RunningHomeward */

/**
 * @param {string | undefined} address
 * @returns {Promise<RunningHomeward>}
 */
export async function aRunningHomeward(address) {
  if (address === undefined) return step('starting a Homeward of its own', startOne);
  const answer = await fetch(new URL('/ready', address)).catch(() => null);
  if (!answer?.ok) throw new Refusal(`No Homeward is ready at ${address}.`);
  return { address, stop: async () => undefined };
}

/** @returns {Promise<RunningHomeward>} */
async function startOne() {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'homeward-guest-'));
  chmodSync(parent, 0o755); // if root runs this script, PostgreSQL runs under another account, which must be able to enter this folder
  const port = await freePort();
  const script = path.join(ROOT, 'scripts/start.mjs');
  const child = spawn(
    process.execPath,
    [script, '--port', String(port), '--data', path.join(parent, 'data')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (/** @type {Buffer} */ text) => {
      if (text.toString().includes('Homeward is ready')) resolve(undefined);
    });
    child.once('exit', () => reject(new Refusal('Homeward did not start.')));
  });
  return {
    address: `http://localhost:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
