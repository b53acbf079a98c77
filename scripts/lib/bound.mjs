// @ts-check
import { spawnSync } from 'node:child_process';

/** @type {boolean | undefined} */
let available;

/**
 * Linux' own remedy, from util-linux: the kernel sends a process a signal when the one that started it
 * dies, even of SIGKILL.
 */
export function hasSetpriv() {
  available ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0;
  return available;
}

/**
 * A command line bound to our life, where the system can do that: `signal` is what it gets when we die.
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
