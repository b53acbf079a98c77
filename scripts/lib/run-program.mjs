// @ts-check
import { spawn } from 'node:child_process';
import { withParentDeathSignal } from './parent-death-signal.mjs';
import { Refusal } from './console-output.mjs';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, stdout: string, output: string }} Ended */

/** How many characters of a program's output are kept. Earlier output is dropped. */
const KEPT = 20_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Sends SIGTERM to all running programs that `run` has started. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * The options of `run` that Node's `spawn` does not have.
 *
 * @typedef {object} Extra
 * @property {(child: import('node:child_process').ChildProcess) => void} [whenStarted]
 * @property {boolean} [mayOutliveUs]  for a program that must not be interrupted
 */

/**
 * Runs a program to its end and returns its exit code and output. Never rejects: a program that does not
 * exist has exit code 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & Extra} options
 * @returns {Promise<Ended>}
 */
export function run(command, args, { whenStarted, mayOutliveUs, ...options } = {}) {
  const line = mayOutliveUs
    ? /** @type {const} */ ([command, args])
    : withParentDeathSignal('SIGKILL', command, args);
  return new Promise((resolve) => {
    const child = spawn(line[0], line[1], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    whenStarted?.(child);
    let stdout = '';
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout = (stdout + text).slice(-KEPT);
      output = (output + text).slice(-KEPT);
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output = (output + text).slice(-KEPT);
    });
    child.once('error', (error) => {
      running.delete(child);
      resolve({ code: 127, signal: null, stdout, output: error.message });
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, output });
    });
  });
}

/**
 * Runs a program to its end and returns its standard output.
 *
 * @param {string} what  the start of the error message, as a clause: "npm ci failed"
 * @param {Parameters<typeof run>} program
 * @returns {Promise<string>}
 * @throws {Refusal} with the output, if the program fails
 */
export async function mustRun(what, ...program) {
  const { code, signal, stdout, output } = await run(...program);
  if (code === 0) return stdout;
  throw new Refusal(`${what} (${signal ?? `exit code ${code}`}):\n${excerpt(output)}`);
}

/**
 * Returns the first and the last lines of a program's output. The reason of a failure is usually in these
 * lines.
 *
 * @param {string} output
 */
export function excerpt(output, lines = 10) {
  const all = output
    .split('\n')
    .filter((line) => line.replace(/^npm (error|warn)/, '').trim() !== '')
    .map((line) => `    ${line.trimEnd()}`);
  if (all.length <= 2 * lines) return all.join('\n');
  return [...all.slice(0, lines), '    …', ...all.slice(-lines)].join('\n');
}
