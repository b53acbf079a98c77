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
 * The temporary folder of one test run, and the processes that the run has started. A separate clean-up
 * process ends these processes and removes the folder when the run is over or was killed.
 *
 * @typedef {object} RunFolder
 * @property {string} folder
 * @property {(child: ChildProcess, ending?: NodeJS.Signals) => void} watchOver
 * @property {() => Promise<void>} clear
 * @property {() => void} assertOpen
 */

/** @param {import('../postgres/account.mjs').Account} account  the account that must be able to enter @returns {RunFolder} */
export function openRunFolder(account) {
  const above = [os.tmpdir(), '/tmp', '/var/tmp'].find((folder) => canEnter(account, folder));
  if (!above)
    throw new Refusal(`The tests need a folder for temporary files that ${account?.name} can enter.`);
  const folder = fs.mkdtempSync(path.join(above, 'homeward-test-'));
  fs.chmodSync(folder, 0o711);

  const janitor = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'clean-up-after-run.mjs'), folder],
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
