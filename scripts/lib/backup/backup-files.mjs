// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { Refusal } from '../console-output.mjs';

/** The file of a backup that lists all its other files. It is written last, so a backup without it is incomplete. */
export const MANIFEST = 'backup.json';

/**
 * The description of a backup.
 *
 * @typedef {object} Manifest
 * @property {1} format
 * @property {string} homeward  the version of the program that took the backup
 * @property {string} postgres  the major version of PostgreSQL
 * @property {string} newestMigration
 * @property {string} begunAt
 * @property {string} endedAt  what was committed until this time is in the backup
 * @property {Record<string, { bytes: number, sha256: string }>} files  by path in the backup
 */

/**
 * Copies one file and returns its size and SHA-256. A file of a running server may be gone or may grow meanwhile: null if
 * it is gone.
 *
 * @param {string} from
 * @param {string} to
 */
export async function copyWithHash(from, to) {
  const hash = createHash('sha256');
  let bytes = 0;
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  const hashing = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      fs.createReadStream(from),
      hashing,
      fs.createWriteStream(to, { mode: 0o600, flush: true }),
    );
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return null;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** @param {Buffer} content */
export function hashOf(content) {
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Returns the paths of all files below a folder, relative to it. @param {string} folder @returns {string[]} */
export function filesBelow(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Returns the paths of all folders below a folder, relative to it. @param {string} folder @returns {string[]} */
export function foldersBelow(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** @param {string} backup @returns {Manifest} */
export function readManifest(backup) {
  const file = path.join(backup, MANIFEST);
  if (!fs.existsSync(file))
    throw new Refusal(`${backup} is not a complete backup: it has no ${MANIFEST}. Nothing was changed.`);
  /** @type {Manifest} */
  let manifest;
  try {
    manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    throw new Refusal(`${file} cannot be read: the backup is damaged. Nothing was changed.`);
  }
  if (manifest.format !== 1)
    throw new Refusal(
      `${file} has a format that this version of Homeward does not know. Nothing was changed.`,
    );
  return manifest;
}

/**
 * Refuses unless a folder is missing or empty, so that no data is ever overwritten.
 *
 * @param {string} folder
 */
export function assertEmpty(folder) {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw new Refusal(`${folder} is not empty. Nothing was changed: choose an empty or a new folder.`);
}
