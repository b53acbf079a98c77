// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Refusal } from '../console-output.mjs';

/**
 * The operating-system account that runs a PostgreSQL server, or null for the current account.
 *
 * @typedef {{ name: string, uid: number, gid: number } | null} Account
 */

/**
 * Chooses the account that runs a PostgreSQL server: normally the current account. PostgreSQL refuses to run
 * as root. So root gets the owner of the database folder, or else the account `postgres` or `nobody`.
 *
 * @param {string} [cluster]  a database folder that may exist already
 * @returns {Account}
 */
export function accountFor(cluster) {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  const owner = cluster && fs.existsSync(cluster) ? fs.statSync(cluster).uid : 0;
  const account =
    (owner !== 0 &&
      (accounts.find(({ uid }) => uid === owner) ?? { name: `${owner}`, uid: owner, gid: owner })) ||
    accounts.find(({ name }) => name === 'postgres') ||
    accounts.find(({ name }) => name === 'nobody');
  if (account) return account;
  throw new Refusal(
    'PostgreSQL does not run as root and there is no account "postgres" or "nobody" to run it: start Homeward as an ordinary user, or set DATABASE_URL.',
  );
}

function readAccounts() {
  return fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Returns options of Node's `spawn` that run a program as `account`. @param {Account} account */
export function as(account) {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * True if a program exits with code 0 when `account` runs it.
 *
 * @param {Account} account
 * @param {string} command
 * @param {string[]} args
 */
export function can(account, command, ...args) {
  return spawnSync(command, args, { ...as(account), cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * True if `account` can enter a folder. The account must be able to enter all parent folders too.
 *
 * @param {Account} account
 * @param {string} folder
 */
export function canEnter(account, folder) {
  return can(account, 'test', '-x', folder);
}

/** @param {Account} account @param {string} file */
export function giveTo(account, file) {
  if (account) fs.chownSync(file, account.uid, account.gid);
}
