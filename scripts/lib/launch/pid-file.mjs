// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../console-output.mjs';

/**
 * The content of the pid file that a running Homeward writes to its data folder. It has the time at which the
 * process began, because operating systems reuse process ids.
 *
 * @typedef {{ pid: number, began: string, address: string }} PidFile
 */

/**
 * Writes the pid file of this process to the data folder. `wasKilled` is true if the pid file of an earlier
 * Homeward is still there.
 *
 * @param {string} folder
 * @param {string} address
 * @returns {{ wasKilled: boolean, remove(): void }}
 * @throws {Refusal} if another Homeward uses the data folder
 */
export function writePidFile(folder, address) {
  const file = path.join(folder, 'running.json');
  const found = readPidFile(file);
  if (found && found.began === beginningOf(found.pid))
    throw new Refusal(
      `Homeward is already running on the data in ${folder}: ${found.address} (process ${found.pid}). Stop it first, or start this one with another --data and another --port.`,
    );
  fs.rmSync(file, { force: true });
  const note = { pid: process.pid, began: beginningOf(process.pid), address };
  fs.writeFileSync(file, `${JSON.stringify(note)}\n`, { flag: 'wx' });
  return { wasKilled: found !== null, remove: () => fs.rmSync(file, { force: true }) };
}

/** @param {string} file @returns {PidFile | null} */
function readPidFile(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Returns the time at which a process began, in the operating system's notation. Returns an empty text if no
 * process has this id.
 *
 * @param {number} pid
 */
function beginningOf(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const afterName = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop() ?? '';
    return `${boot} ${afterName.split(' ')[19]}`;
  } catch {
    return '';
  }
}
