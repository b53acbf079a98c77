// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canEnter } from '../postgres/account.mjs';
import { Refusal } from '../console-output.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * The temporary folders of one test run, and the processes that the run has started. A separate clean-up
 * process ends these processes and removes the folders when the run is over or was killed.
 *
 * @typedef {object} RunFolder
 * @property {string} folder
 * @property {string} databaseFolder  for the files of databases. In memory if there is room, otherwise `folder`
 * @property {(child: ChildProcess, ending?: NodeJS.Signals) => void} watchOver
 * @property {() => Promise<void>} clear
 * @property {() => void} assertOpen
 */

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';
const GIB = 1024 ** 3;
/** The write-ahead log takes up to 1 GiB, and the databases that exist at one time about 0.1 GiB. */
const MEMORY_NEEDED = 3 * GIB;

/**
 * Creates the folders of a test run.
 *
 * @param {import('../postgres/account.mjs').Account} account  the account that must be able to enter
 * @param {{ databaseInMemory?: boolean }} [wishes]
 * @returns {RunFolder}
 */
export function openRunFolder(account, { databaseInMemory = false } = {}) {
  const above = [os.tmpdir(), '/tmp', '/var/tmp'].find((folder) => canEnter(account, folder));
  if (!above)
    throw new Refusal(`The tests need a folder for temporary files that ${account?.name} can enter.`);
  const folder = makeFolderIn(above);
  const databaseFolder = databaseInMemory && hasRoomInMemory(account) ? makeFolderIn(MEMORY) : folder;

  const janitor = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'clean-up-after-run.mjs'), folder, databaseFolder],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  janitor.stdin.on('error', () => undefined);
  let open = true;
  return {
    folder,
    databaseFolder,
    watchOver(child, ending = 'SIGTERM') {
      janitor.stdin.write(`+${child.pid} ${ending}\n`);
      child.once('exit', () => janitor.stdin.write(`-${child.pid}\n`));
    },
    assertOpen() {
      if (!open) throw new Refusal('The tests were interrupted.');
    },
    async clear() {
      open = false;
      janitor.stdin.end();
      if (janitor.exitCode === null) await once(janitor, 'exit');
    },
  };
}

/** @param {string} above */
function makeFolderIn(above) {
  const folder = fs.mkdtempSync(path.join(above, 'homeward-test-'));
  fs.chmodSync(folder, 0o711);
  return folder;
}

/**
 * True if the files of the test databases fit into memory. Each test file creates and drops a database of about
 * 700 files. On ext4 this costs a third of the processor time of the tests, because ext4 searches for inodes that
 * were not deleted lately.
 *
 * @param {import('../postgres/account.mjs').Account} account
 */
function hasRoomInMemory(account) {
  if (!fs.existsSync(MEMORY) || !canEnter(account, MEMORY)) return false;
  const { bavail, bsize } = fs.statfsSync(MEMORY);
  return bavail * bsize > MEMORY_NEEDED && os.freemem() > 2 * MEMORY_NEEDED;
}
