// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../console-output.mjs';

const PATIENCE_MS = 60_000;

/**
 * Ends a PostgreSQL server that still uses the database files, because Homeward was killed.
 *
 * Then removes the pid file of that server. Otherwise PostgreSQL could refuse to start, because another
 * process may now have the process id in the file.
 *
 * @param {string} directory
 */
export async function endLeftoverServer(directory) {
  const note = path.join(directory, 'postmaster.pid');
  if (!fs.existsSync(note)) return;
  const cluster = fs.realpathSync(directory);
  for (let started = performance.now(), asked = false; ; await pause(100)) {
    const left = process.platform === 'linux' ? workingIn(cluster) : namedIn(note, cluster);
    if (left.length === 0) break;
    const postmaster = left.find((pid) => pid === readPid(note));
    if (postmaster && !asked) process.kill(postmaster, 'SIGINT');
    asked = true;
    if (performance.now() - started > PATIENCE_MS)
      throw new Refusal(
        `An earlier PostgreSQL (process ${left[0]}) still runs on ${directory} and does not end: end the process first.`,
      );
  }
  fs.rmSync(note, { force: true });
}

/**
 * Returns the processes of a PostgreSQL server on a database folder. They all have this folder as their
 * working directory, even after the server's main process died.
 *
 * @param {string} cluster
 */
function workingIn(cluster) {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (pid) => linkOf(`/proc/${pid}/cwd`) === cluster && /\/postgres\b/.test(linkOf(`/proc/${pid}/exe`)),
    )
    .map(Number);
}

/** @param {string} link @returns {string} empty for a dead process or one of another user */
function linkOf(link) {
  try {
    return fs.readlinkSync(link);
  } catch {
    return '';
  }
}

/**
 * For systems without /proc: returns the process in PostgreSQL's pid file, if it is a server on this database
 * folder.
 *
 * @param {string} note
 * @param {string} cluster
 */
function namedIn(note, cluster) {
  const pid = readPid(note);
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).includes(cluster)
      ? [pid]
      : [];
  } catch {
    return [];
  }
}

/** @param {string} note */
function readPid(note) {
  try {
    return Number(fs.readFileSync(note, 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}
