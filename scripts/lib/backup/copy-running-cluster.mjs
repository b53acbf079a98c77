// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import fs from 'node:fs';
import path from 'node:path';
import { copyWithHash, filesBelow, foldersBelow, hashOf } from './backup-files.mjs';

/** Names of a server that runs, and of what PostgreSQL makes anew when it starts (its manual, "Backing Up the Data Directory"). */
const NOT_COPIED = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'pg_internal.init',
]);
const EMPTIED = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const CONTROL = path.join('global', 'pg_control');

/** The lock under which the worker publishes heads (`HeadPublisher`). */
const LOCK_HEADS = 'SELECT pg_advisory_lock(7305, 9)';
const UNLOCK_HEADS = 'SELECT pg_advisory_unlock(7305, 9)';

/** @typedef {Record<string, { bytes: number, sha256: string }>} Hashes */

/**
 * Copies the files of a running PostgreSQL server, with the write-ahead log that makes the copy consistent. Uses the
 * functions of PostgreSQL for this, because the server's client tools are not installed with it. Writes go on meanwhile.
 *
 * A replication slot keeps the segments of the log until they are copied. It is temporary: if this process dies, the
 * slot and the backup mode end with its connection.
 *
 * @param {import('pg').Client} client  a superuser's connection, which stays open
 * @param {string} cluster
 * @param {string} to  an empty folder
 * @param {() => Promise<void>} beside  copies the heads of the audit chain. Runs while no head can be published, so the
 * heads and the database are of one instant
 * @returns {Promise<Hashes>} the copied files, by their path below `to`
 */
export async function copyRunningCluster(client, cluster, to, beside) {
  const slot = `homeward_backup_${process.pid}`;
  await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [slot]);
  const began = await client.query(
    `SELECT pg_walfile_name(pg_backup_start('homeward backup', true)) AS segment`,
  );
  /** @type {Hashes} */
  const hashes = {};
  for (const folder of foldersBelow(cluster)) if (!isBelowEmptied(folder)) makeFolder(path.join(to, folder));
  const add = async (/** @type {string} */ file) => {
    const copied = await copyWithHash(path.join(cluster, file), path.join(to, file));
    if (copied) hashes[file] = copied;
  };
  for (const file of filesBelow(cluster)) if (isCopied(file)) await add(file);
  // Last, as PostgreSQL's own tool does it.
  await add(CONTROL);
  await client.query(LOCK_HEADS);
  const { rows } = await client.query(
    `SELECT pg_walfile_name(lsn) AS segment, labelfile AS label, spcmapfile AS map FROM pg_backup_stop(false)`,
  );
  await beside();
  await client.query(UNLOCK_HEADS);
  const [{ segment, label, map }] = rows;
  hashes.backup_label = writeText(path.join(to, 'backup_label'), label);
  if (map.trim() !== '') hashes.tablespace_map = writeText(path.join(to, 'tablespace_map'), map);
  for (const file of await segments(cluster, began.rows[0].segment, segment))
    await add(path.join('pg_wal', file));
  await client.query('SELECT pg_drop_replication_slot($1)', [slot]);
  return hashes;
}

/** @param {string} file */
function isCopied(file) {
  const name = path.basename(file);
  if (file === CONTROL || NOT_COPIED.has(name) || /^pgsql_tmp/.test(name) || isBelowEmptied(file))
    return false;
  return !file.split(path.sep).some((part) => part.startsWith('pgsql_tmp'));
}

/** @param {string} file */
function isBelowEmptied(file) {
  const [top = '', ...rest] = file.split(path.sep);
  return EMPTIED.includes(top) && rest.length > 0;
}

/** @param {string} folder */
function makeFolder(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/**
 * Returns the names of the log's segments from the first to the last, and of all files about earlier timelines. Waits for
 * the last segment, which the server may still be finishing.
 *
 * @param {string} cluster @param {string} first @param {string} last
 */
async function segments(cluster, first, last) {
  const folder = path.join(cluster, 'pg_wal');
  for (let tries = 0; !fs.existsSync(path.join(folder, last)) && tries < 100; tries++) await pause(50);
  const names = fs
    .readdirSync(folder)
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last);
  const timelines = fs.readdirSync(folder).filter((name) => name.endsWith('.history'));
  if (!names.includes(first) || !names.includes(last))
    throw new Error(`the write-ahead log of the backup is not complete: ${first} to ${last}`);
  return [...names, ...timelines].sort();
}

/** @param {string} file @param {string} text */
function writeText(file, text) {
  fs.writeFileSync(file, text, { mode: 0o600 });
  return hashOf(Buffer.from(text));
}
