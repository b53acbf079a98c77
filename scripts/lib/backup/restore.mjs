// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { findBinaries } from '../postgres/binaries.mjs';
import { accountFor, giveTo } from '../postgres/account.mjs';
import { clusterIn } from '../postgres/cluster.mjs';
import { openDataFolder } from '../launch/data-folder.mjs';
import { startEmbedded } from '../launch/database.mjs';
import { Refusal, step } from '../console-output.mjs';
import { copyWithHash, filesBelow, foldersBelow, MANIFEST, readManifest } from './backup-files.mjs';

const PATIENCE_MS = 60_000;

/** @typedef {import('./backup-files.mjs').Manifest} Manifest */

/**
 * Restores a backup into an empty data folder, and starts its database once so that PostgreSQL replays the log of the
 * backup. Compares each file with the hash in the backup before anything is in its place.
 *
 * @param {{ from: string, data: string | undefined, key: string | null, known: readonly string[] }} options  `known`: the
 * names of this program's migrations; `key`: a file with the signing key, which is kept apart from backups
 * @returns {Promise<{ folder: string, env: Record<string, string>, manifest: Manifest }>}
 * @throws {Refusal} in one sentence, and nothing was changed
 */
export async function restore({ from, data, key, known }) {
  if (process.env.DATABASE_URL)
    throw new Refusal(
      'DATABASE_URL names a PostgreSQL server of your own: restore it as docs/backup.md says.',
    );
  const manifest = readManifest(from);
  if (!known.includes(manifest.newestMigration))
    throw new Refusal(
      `The backup was taken by Homeward ${manifest.homeward}, which is newer than this program: restore it with that version. Nothing was changed.`,
    );
  if (key !== null && !fs.existsSync(key)) throw new Refusal(`${key} is missing. Nothing was changed.`);
  await step('comparing the backup with its hashes', () => assertUnchanged(from, manifest));
  const { folder, account } = openDataFolder(data);
  const occupied = ['postgres', 'postgres.draft', 'database-password', 'audit', 'running.json'].filter(
    (name) => fs.existsSync(path.join(folder, name)),
  );
  if (occupied.length > 0)
    throw new Refusal(
      `${folder} has data already (${occupied.join(', ')}): restore into an empty folder with --data. Nothing was changed.`,
    );
  const binaries = await findBinaries(account, folder);
  if (binaries.major !== manifest.postgres)
    throw new Refusal(
      `The backup is of PostgreSQL ${manifest.postgres} and Homeward brings PostgreSQL ${binaries.major}: restore it with the version that took it.`,
    );
  await step(`restoring to ${folder}`, () => place(from, folder, manifest, key));
  const { env, server } = await startEmbedded({ folder, account: accountFor(clusterIn(folder)) }, false);
  await server?.stop(PATIENCE_MS);
  return { folder, env, manifest };
}

/** @param {string} from @param {Manifest} manifest */
async function assertUnchanged(from, manifest) {
  const listed = new Set(Object.keys(manifest.files));
  const found = filesBelow(from).filter((file) => file !== MANIFEST);
  const extra = found.filter((file) => !listed.has(file));
  if (extra.length > 0) throw damaged(`${extra[0]} is not of this backup`);
  for (const [file, { sha256 }] of Object.entries(manifest.files)) {
    const whole = path.join(from, file);
    if (!fs.existsSync(whole)) throw damaged(`${file} is missing`);
    const hash = createHash('sha256');
    for await (const chunk of fs.createReadStream(whole)) hash.update(chunk);
    if (hash.digest('hex') !== sha256) throw damaged(`${file} has changed`);
  }
}

/** @param {string} what */
const damaged = (what) =>
  new Refusal(`The backup is damaged: ${what}. Nothing was changed: take another backup.`);

/**
 * Copies the files to their places. The database gets its final name last, so a restore that was cut off leaves no
 * database that would start.
 *
 * @param {string} from @param {string} folder @param {Manifest} manifest @param {string | null} key
 */
async function place(from, folder, manifest, key) {
  const account = accountFor(clusterIn(folder));
  const draft = `${clusterIn(folder)}.draft`;
  fs.mkdirSync(draft, { mode: 0o700 });
  for (const below of foldersBelow(path.join(from, 'postgres')))
    fs.mkdirSync(path.join(draft, below), { recursive: true, mode: 0o700 });
  for (const file of Object.keys(manifest.files)) {
    const inCluster = file.startsWith('postgres/');
    await copyWithHash(
      path.join(from, file),
      inCluster ? path.join(draft, file.slice('postgres/'.length)) : path.join(folder, file),
    );
  }
  for (const entry of ['', ...foldersBelow(draft), ...filesBelow(draft)])
    giveTo(account, path.join(draft, entry));
  if (key !== null) {
    fs.mkdirSync(path.join(folder, 'audit'), { recursive: true });
    fs.copyFileSync(key, path.join(folder, 'audit', 'signing-key.pem'));
    fs.chmodSync(path.join(folder, 'audit', 'signing-key.pem'), 0o600);
  }
  fs.renameSync(draft, clusterIn(folder));
}
