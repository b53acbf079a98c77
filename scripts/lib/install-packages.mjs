// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { mustRun } from './run-program.mjs';
import { step } from './console-output.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked */

/**
 * True if node_modules has the packages of package-lock.json. Compares the lock file with the list of
 * installed packages that npm keeps in node_modules. Packages for other platforms may be absent.
 *
 * @param {string} root
 */
export function packagesMatchLock(root) {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  const installed = readLock(path.join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([place, locked]) => {
    if (place === '' || locked.link) return true;
    const found = installed[place];
    if (!found) return Boolean(locked.optional ?? locked.devOptional);
    return found.version === locked.version && fs.existsSync(path.join(root, place, 'package.json'));
  });
}

/** @param {string} file @returns {Record<string, Locked> | null} */
function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** @param {string} root */
export async function installPackages(root) {
  if (packagesMatchLock(root)) return;
  // npm sets npm_execpath for the scripts that npm runs. If npm did not start this script, the command `npm`
  // must be in PATH.
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('installing packages (npm ci)', () =>
    mustRun('Installing the packages failed: npm ci', command, args, { cwd: root }),
  );
}
