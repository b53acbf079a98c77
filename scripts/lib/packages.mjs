// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { mustRun } from './run.mjs';
import { step } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked */

/**
 * True if node_modules has what the lock file asks for. npm leaves a record of what it installed, so a tree from
 * another installation counts too. Packages for other platforms may be absent.
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
  // npm tells its children its own path. Without npm as a parent, PATH must have it.
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('installing packages (npm ci)', () =>
    mustRun('Installing the packages failed: npm ci', command, args, { cwd: root }),
  );
}
