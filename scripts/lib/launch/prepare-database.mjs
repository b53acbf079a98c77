// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { builtFrom } from '../build.mjs';
import { clusterIn } from '../postgres/cluster.mjs';
import { ENTRY, NODE_OPTIONS, ROOT } from '../project-paths.mjs';
import { mustRun } from '../run-program.mjs';
import { say, step } from '../console-output.mjs';
import { readable } from './print-log-lines.mjs';

const INFO = 30;

/** @typedef {{ role: string, email: string, password: string }} SignIn */

/** @param {NodeJS.ProcessEnv} env */
export async function migrate(env) {
  await step('bringing the database up to date', () =>
    mustRun('Bringing the database up to date failed', process.execPath, [...NODE_OPTIONS, ENTRY.migrate], {
      cwd: ROOT,
      env,
    }),
  );
}

/**
 * Returns the e-mail addresses and passwords of the demonstration users. Loads the demonstration if
 * necessary. Keeps the list in the data folder, so that only a new build or a new database needs another
 * load.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} folder  undefined if Homeward has no data folder
 * @returns {Promise<SignIn[]>}
 */
export async function openDemonstration(env, folder) {
  const file = folder && path.join(folder, 'demonstration.json');
  const origin = folder && `${builtFrom(ROOT)} ${fs.statSync(clusterIn(folder)).birthtimeMs}`;
  const known = file && readKept(file);
  if (known && known.origin === origin) return known.signIns;
  const signIns = await loadDemonstration(env);
  if (file) fs.writeFileSync(file, JSON.stringify({ origin, signIns }), { mode: 0o600 });
  return signIns;
}

/** @param {string} file @returns {{ origin: string, signIns: SignIn[] } | null} */
function readKept(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Loads the demonstration authority into the database, unless the database already has it. Returns the e-mail
 * addresses and passwords of the demonstration users.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SignIn[]>}
 */
async function loadDemonstration(env) {
  const output = await step('preparing the demonstration authority', () =>
    mustRun(
      'Loading the demonstration authority failed',
      process.execPath,
      [...NODE_OPTIONS, ENTRY.demonstration],
      { cwd: ROOT, env, whenStarted: showProgress },
    ),
  );
  return JSON.parse(output.trim().split('\n').pop() ?? '').signIns;
}

/** @param {import('node:child_process').ChildProcess} child */
function showProgress({ stderr }) {
  if (!stderr) return;
  createInterface({ input: stderr }).on('line', (line) => {
    const shown = readable('demonstration', line, INFO);
    if (shown) say(`  ${shown}`);
  });
}

/** Formats the sign-ins of the demonstration users as a table. @param {readonly SignIn[]} signIns */
export function describeSignIns(signIns) {
  const rows = [{ role: 'role', email: 'e-mail', password: 'password' }, ...signIns];
  const width = (/** @type {keyof SignIn} */ key) => Math.max(...rows.map((row) => row[key].length)) + 2;
  const lines = rows.map(
    ({ role, email, password }) =>
      `  ${role.padEnd(width('role'))}${email.padEnd(width('email'))}${password}`,
  );
  return lines.join('\n');
}
