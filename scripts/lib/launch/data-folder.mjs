// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { accountFor, canEnter } from '../postgres/account.mjs';
import { clusterIn } from '../postgres/cluster.mjs';
import { ROOT } from '../project-paths.mjs';
import { Refusal } from '../console-output.mjs';

/** @typedef {import('../postgres/account.mjs').Account} Account */
/**
 * The folder with Homeward's data, and the account that runs the database server.
 *
 * @typedef {{ folder: string, account: Account }} DataFolder
 */

/** @param {string | undefined} requested @returns {DataFolder} */
export function openDataFolder(requested) {
  const folder = requested ? path.resolve(process.env.INIT_CWD ?? '.', requested) : usualFolder();
  const account = accountFor(clusterIn(folder));
  if (fs.existsSync(path.join(folder, 'PG_VERSION')))
    throw new Refusal(
      `${folder} is itself a PostgreSQL cluster: give Homeward a folder of its own with --data.`,
    );
  // With mode 711, the account of the database server can reach the database files inside this folder. The
  // files themselves stay closed to all other accounts.
  makeFolder(folder, account ? 0o711 : 0o700);
  assertWritable(folder);
  if (account && !canEnter(account, folder))
    throw new Refusal(
      `${folder} lies below a folder that the account "${account.name}", which runs PostgreSQL for root, cannot enter: choose another with --data.`,
    );
  return { folder, account };
}

/**
 * Returns the usual data folder: `.data` in the checkout. If the account of the database server cannot enter
 * the checkout, returns a folder in /var/lib/homeward.
 */
function usualFolder() {
  const inCheckout = path.join(ROOT, '.data');
  const account = accountFor(clusterIn(inCheckout));
  if (!account || canEnter(account, fs.existsSync(inCheckout) ? inCheckout : ROOT)) return inCheckout;
  const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 8);
  return path.join('/var/lib/homeward', name);
}

/**
 * Creates the missing folders of a path. The last folder gets exactly the permissions `mode`, independent of the
 * umask is. Its parent folders get 755.
 *
 * @param {string} folder
 * @param {number} mode
 */
function makeFolder(folder, mode) {
  if (fs.existsSync(folder)) return;
  try {
    makeFolder(path.dirname(folder), 0o755);
    fs.mkdirSync(folder);
    fs.chmodSync(folder, mode);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw notWritable(folder, error);
  }
}

/** @param {string} folder */
function assertWritable(folder) {
  const probe = path.join(folder, `.writable-${process.pid}`);
  try {
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw notWritable(folder, error);
  }
}

/** @param {string} folder @param {unknown} error */
function notWritable(folder, error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  return new Refusal(
    `The data folder ${folder} cannot be written by ${whoWeAre()} (${code}): choose another with --data.`,
  );
}

function whoWeAre() {
  try {
    return os.userInfo().username;
  } catch {
    return `user ${process.getuid?.()}`; // in a container, the account may have no name
  }
}
