// @ts-check
import { spawn } from 'node:child_process';
import { bound } from './bound.mjs';
import { Refusal } from './say.mjs';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, stdout: string, output: string }} Ended */

/** How much of a process's output is worth keeping for an error message. */
const KEPT = 20_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends whatever `run` runs at this moment. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * @typedef {object} Extra
 * @property {(child: import('node:child_process').ChildProcess) => void} [whenStarted]
 * @property {boolean} [mayOutliveUs]  for what must not be cut off in the middle
 */

/**
 * Runs a program to its end and keeps what it printed; it never rejects, not even for a program that is
 * not there.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & Extra} options
 * @returns {Promise<Ended>}
 */
export function run(command, args, { whenStarted, mayOutliveUs, ...options } = {}) {
  const line = mayOutliveUs ? /** @type {const} */ ([command, args]) : bound('SIGKILL', command, args);
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
 * As `run`, but a program that fails is a refusal that shows what it said.
 *
 * @param {string} what  what failed, as a clause: "npm ci failed"
 * @param {Parameters<typeof run>} program
 * @returns {Promise<string>} its standard output
 */
export async function mustRun(what, ...program) {
  const { code, signal, stdout, output } = await run(...program);
  if (code === 0) return stdout;
  throw new Refusal(`${what} (${signal ?? `exit code ${code}`}):\n${excerpt(output)}`);
}

/** The beginning and the end of what a program said; the reason stands in one or the other. @param {string} output */
export function excerpt(output, lines = 10) {
  const all = output
    .split('\n')
    .filter((line) => line.replace(/^npm (error|warn)/, '').trim() !== '')
    .map((line) => `    ${line.trimEnd()}`);
  if (all.length <= 2 * lines) return all.join('\n');
  return [...all.slice(0, lines), '    …', ...all.slice(-lines)].join('\n');
}
