// @ts-check
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { mustRun } from '../run-program.mjs';
import { keepSecret, Refusal } from '../console-output.mjs';
import { as, giveTo } from './account.mjs';

export const DATABASE_USER = 'homeward';

/** @typedef {{ directory: string, password: string, created: boolean }} Cluster */

/** Returns the path of the PostgreSQL database files in a data folder. @param {string} folder */
export function clusterIn(folder) {
  return path.join(folder, 'postgres');
}

/**
 * Returns the PostgreSQL cluster (database files) in `folder`, and creates it if it is missing. A new cluster
 * gets its final name only when it is complete. So after an interrupted first start, the next start creates
 * it again.
 *
 * @param {string} folder
 * @param {import('./account.mjs').Account} account
 * @param {import('./binaries.mjs').Binaries} binaries
 * @param {string[]} [initdbOptions]
 * @returns {Promise<Cluster>}
 */
export async function openCluster(folder, account, binaries, initdbOptions = []) {
  const directory = clusterIn(folder);
  const passwordFile = path.join(folder, 'database-password');
  const created = !fs.existsSync(directory);
  if (created) await createCluster(directory, passwordFile, account, [binaries.initdb, ...initdbOptions]);
  else assertSameVersion(directory, binaries.major);
  const password = readPassword(passwordFile);
  keepSecret(password);
  return { directory, password, created };
}

/** @param {string} directory @param {string} ours */
function assertSameVersion(directory, ours) {
  const file = path.join(directory, 'PG_VERSION');
  const theirs = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : 'unknown';
  if (theirs === ours) return;
  throw new Refusal(
    `The data in ${directory} belongs to PostgreSQL ${theirs} and Homeward brings PostgreSQL ${ours}: choose an empty folder with --data, or transfer the data with pg_dump and psql of those versions.`,
  );
}

/**
 * @param {string} directory @param {string} passwordFile
 * @param {import('./account.mjs').Account} account @param {[string, ...string[]]} initdb
 */
async function createCluster(directory, passwordFile, account, [initdb, ...options]) {
  const draft = `${directory}.draft`;
  const password = randomBytes(18).toString('base64url');
  const handover = `${passwordFile}.draft`; // a copy of the password file that `account` can read, because initdb runs as `account`
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(handover, { force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(handover, `${password}\n`, { mode: 0o600 });
  giveTo(account, draft);
  giveTo(account, handover);
  try {
    const args = [...options, ...initdbArguments(draft, handover)];
    await mustRun(`Creating the database in ${directory} failed`, initdb, args, {
      ...as(account),
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  } finally {
    fs.rmSync(handover, { force: true });
  }
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  fs.renameSync(draft, directory);
}

/** @param {string} directory @param {string} passwordFile */
function initdbArguments(directory, passwordFile) {
  return [
    ...['-D', directory, '-U', DATABASE_USER],
    ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ];
}

/** @param {string} file */
function readPassword(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    throw new Refusal(
      `${file} is missing or not readable, and the database beside it cannot be opened without it: restore it, or choose another folder with --data.`,
    );
  }
}
