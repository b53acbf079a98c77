// @ts-check
import { spawnSync } from 'node:child_process';

/** @type {boolean | undefined} */
let available;

/**
 * On Linux, a program of util-linux: the kernel sends a process a signal when its parent dies, even of SIGKILL.
 */
export function hasSetpriv() {
  available ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0;
  return available;
}

/**
 * Returns a command line whose process gets `signal` when our process dies, if the system supports it.
 *
 * @param {NodeJS.Signals} signal
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function bound(signal, command, args) {
  if (!hasSetpriv()) return [command, [...args]];
  return ['setpriv', ['--pdeathsig', signal.replace('SIG', ''), command, ...args]];
}
