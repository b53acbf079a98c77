// @ts-check
import { spawnSync } from 'node:child_process';

/** @type {boolean | undefined} */
let available;

/**
 * True if the program `setpriv` of util-linux is available. With setpriv, Linux sends a process a signal when
 * its parent dies, even if the parent was killed.
 */
export function hasSetpriv() {
  available ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0;
  return available;
}

/**
 * Returns a command line that runs a program under `setpriv`, so that the program gets `signal` when our
 * process dies. Without setpriv, returns the command line unchanged.
 *
 * @param {NodeJS.Signals} signal
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function withParentDeathSignal(signal, command, args) {
  if (!hasSetpriv()) return [command, [...args]];
  return ['setpriv', ['--pdeathsig', signal.replace('SIG', ''), command, ...args]];
}
