// @ts-check
import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { auditFilesOf } from '../launch/audit-files.mjs';
import { openDatabase } from '../launch/open-database.mjs';
import { clusterIn } from '../postgres/cluster.mjs';
import { ROOT } from '../project-paths.mjs';
import { Refusal, say, step } from '../console-output.mjs';
import { assertEmpty, hashOf, copyWithHash, MANIFEST, readManifest } from './backup-files.mjs';
import { copyRunningCluster } from './copy-running-cluster.mjs';

/** The suffix of a folder in which a backup is not complete yet. */
const DRAFT = '.incomplete';
const DAY_MS = 86_400_000;
const NAME = /^homeward-\d{8}T\d{6}Z$/;

/**
 * Backs up the data folder of the embedded form: the database with its documents, the heads of the audit chain and the
 * public key. Homeward may run meanwhile. What is committed when the backup ends is in it.
 *
 * The private key that signs the heads is not in the backup: who has both could sign a false log. `keyTo` copies the key
 * to a place of its own.
 *
 * @param {{ to: string, keep: number | null, keyTo: string | null }} options  `keep`: how many complete backups stay in `to`
 * @returns {Promise<string>} the folder of the backup
 */
export async function backUp({ to, keep, keyTo }) {
  if (process.env.DATABASE_URL)
    throw new Refusal(
      'DATABASE_URL names a PostgreSQL server of your own: back it up with its own tools, as docs/backup.md says.',
    );
  const begunAt = new Date();
  const backup = path.join(to, `homeward-${begunAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
  assertEmpty(backup);
  assertKeyIsApart(keyTo, to);
  const database = await openDatabase();
  try {
    const folder = /** @type {string} */ (database.folder);
    // The next restore needs an empty data folder, and who deletes that folder would delete the backups too.
    if (isInside(to, folder))
      throw new Refusal(
        `${to} lies in the data folder ${folder}: choose another folder, best on another disk.`,
      );
    if (keyTo !== null) assertKeyExists(folder);
    const draft = `${backup}${DRAFT}`;
    fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
    await step(`backing up ${folder} to ${backup}`, () => writeBackup(folder, draft, database.env, begunAt));
    if (keyTo !== null) copyKey(folder, keyTo);
    fs.renameSync(draft, backup);
  } finally {
    await database.stop();
  }
  if (keep !== null) removeOlder(to, keep);
  return backup;
}

/** @param {string} folder @param {string} draft @param {Record<string, string>} env @param {Date} begunAt */
async function writeBackup(folder, draft, env, begunAt) {
  const { default: pg } = await import('pg');
  /** @type {import('./backup-files.mjs').Manifest['files']} */
  const files = {};
  const audit = auditFilesOf(folder);
  const copyHeads = async () => {
    const heads = await copyWithHash(audit.AUDIT_HEADS_FILE, path.join(draft, 'audit/heads.jsonl'));
    if (heads) files['audit/heads.jsonl'] = heads;
  };
  const publicKey = publicKeyOf(audit.AUDIT_KEY_FILE);
  if (publicKey !== null)
    files['audit/signing-key.pem.pub'] = write(draft, 'audit/signing-key.pem.pub', publicKey);
  files['database-password'] = write(
    draft,
    'database-password',
    fs.readFileSync(path.join(folder, 'database-password')),
  );

  const client = new pg.Client({ connectionString: env.ADMIN_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT (SELECT name FROM migrations ORDER BY id DESC LIMIT 1) AS migration, current_setting('server_version_num')::int / 10000 AS major`,
    );
    const copied = await copyRunningCluster(
      client,
      clusterIn(folder),
      path.join(draft, 'postgres'),
      copyHeads,
    );
    for (const [file, hash] of Object.entries(copied)) files[`postgres/${file}`] = hash;
    /** @type {import('./backup-files.mjs').Manifest} */
    const manifest = {
      format: 1,
      homeward: JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version,
      postgres: String(rows[0].major),
      newestMigration: rows[0].migration,
      begunAt: begunAt.toISOString(),
      endedAt: new Date().toISOString(),
      files,
    };
    write(draft, MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  } finally {
    await client.end();
  }
}

/** @param {string} backup @param {string} name @param {Buffer} content */
function write(backup, name, content) {
  const file = path.join(backup, name);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.writeFileSync(file, content, { mode: 0o600, flush: true });
  return hashOf(content);
}

/** @param {string} keyFile @returns {Buffer | null} null if no key was made yet */
function publicKeyOf(keyFile) {
  if (!fs.existsSync(keyFile)) return null;
  return Buffer.from(createPublicKey(fs.readFileSync(keyFile)).export({ type: 'spki', format: 'pem' }));
}

/** @param {string | null} keyTo @param {string} to */
function assertKeyIsApart(keyTo, to) {
  if (keyTo === null) return;
  if (isInside(keyTo, to))
    throw new Refusal('The signing key must not lie beside the backups: give --key-to a file elsewhere.');
  if (fs.existsSync(keyTo)) throw new Refusal(`${keyTo} exists already. Nothing was changed.`);
}

/** Follows the symbolic links of the part of a path that exists. @param {string} file @returns {string} */
function realPlaceOf(file) {
  const absolute = path.resolve(file);
  if (fs.existsSync(absolute)) return fs.realpathSync(absolute);
  return path.join(realPlaceOf(path.dirname(absolute)), path.basename(absolute));
}

/** Refuses before anything is copied. @param {string} folder */
function assertKeyExists(folder) {
  if (!fs.existsSync(auditFilesOf(folder).AUDIT_KEY_FILE))
    throw new Refusal('There is no signing key yet: it is made with the first head.');
}

/** @param {string} folder @param {string} keyTo */
function copyKey(folder, keyTo) {
  const { AUDIT_KEY_FILE } = auditFilesOf(folder);
  fs.mkdirSync(path.dirname(keyTo), { recursive: true, mode: 0o700 });
  fs.copyFileSync(AUDIT_KEY_FILE, keyTo, fs.constants.COPYFILE_EXCL);
  fs.chmodSync(keyTo, 0o600);
}

/** Compares the real places, so that a symbolic link leads to no other answer. @param {string} inner @param {string} outer */
function isInside(inner, outer) {
  const between = path.relative(realPlaceOf(outer), realPlaceOf(inner));
  return between === '' || (!between.startsWith('..') && !path.isAbsolute(between));
}

/**
 * Removes all but the newest complete backups, and drafts of backups that were broken off a day ago. Leaves a folder whose manifest
 * cannot be read, and says so: the new backup is complete all the same.
 *
 * @param {string} to @param {number} keep
 */
function removeOlder(to, keep) {
  const names = fs.readdirSync(to);
  for (const name of names)
    if (isOldDraft(path.join(to, name))) fs.rmSync(path.join(to, name), { recursive: true });
  const backups = names.filter((name) => NAME.test(name) && isComplete(path.join(to, name))).sort();
  for (const name of backups.slice(0, Math.max(0, backups.length - keep)))
    fs.rmSync(path.join(to, name), { recursive: true });
}

/** True for the draft of a backup that was broken off a day ago or earlier. A backup may be running now. @param {string} folder */
function isOldDraft(folder) {
  const name = path.basename(folder);
  if (!name.endsWith(DRAFT) || !NAME.test(name.slice(0, -DRAFT.length))) return false;
  return fs.statSync(folder).mtimeMs < Date.now() - DAY_MS;
}

/** @param {string} backup */
function isComplete(backup) {
  if (!fs.existsSync(path.join(backup, MANIFEST))) return false;
  try {
    return readManifest(backup).format === 1;
  } catch {
    say(`${backup} has a manifest that cannot be read. It is kept: look at it.`);
    return false;
  }
}
