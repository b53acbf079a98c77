// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { withParentDeathSignal } from '../parent-death-signal.mjs';
import { NODE_OPTIONS, ROOT } from '../project-paths.mjs';
import { cpuSeconds } from './cpu-time.mjs';

/** @typedef {import('../testing/run-folder.mjs').RunFolder} RunFolder */

const PATIENCE_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Node options for every process of the bench. With `BENCH_PROFILE`, each process writes a CPU profile to the
 * folder in this variable. Without it, there are no such options.
 */
const PROFILE = process.env.BENCH_PROFILE
  ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
  : [];

/** Runs a compiled file as a child process. The child process sends `listening` when it is ready. */
export class BenchProcess {
  #child;

  /** @param {string} file @param {NodeJS.ProcessEnv} env @param {RunFolder} runFolder */
  constructor(file, env, runFolder) {
    this.file = file;
    const verbose = process.env.BENCH_VERBOSE ? 'inherit' : 'ignore';
    this.#child = spawn(
      ...withParentDeathSignal('SIGKILL', process.execPath, [...NODE_OPTIONS, ...PROFILE, file]),
      {
        cwd: ROOT,
        env,
        stdio: ['ignore', verbose, 'inherit', 'ipc'],
      },
    );
    runFolder.watchOver(this.#child, 'SIGKILL');
  }

  async untilListening() {
    await this.#hears((said) => said === 'listening');
  }

  /**
   * Sends a task to the child process and returns the answer. A child process handles one task at a time.
   *
   * @param {string} task
   * @param {unknown} given
   */
  async ask(task, given) {
    this.#child.send({ task, given });
    const { answer, error } = await this.#hears((said) => typeof said === 'object');
    if (error) throw new Error(`${task} failed: ${error}`);
    return answer;
  }

  /**
   * Returns the resident memory of the process in megabytes. Returns 0 if the system does not report the
   * memory.
   */
  residentMegabytes() {
    try {
      const status = fs.readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    } catch {
      return 0;
    }
  }

  /** Returns the seconds of CPU time that the process and its children have used since their start. */
  cpuSeconds() {
    return cpuSeconds(this.#child.pid);
  }

  async stop() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(patience);
  }

  /** @param {(said: any) => boolean} isIt @returns {Promise<any>} */
  #hears(isIt) {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const done = (/** @type {() => void} */ settle) => {
        clearTimeout(patience);
        child.off('message', heard).off('exit', gone);
        settle();
      };
      const heard = (/** @type {any} */ said) => isIt(said) && done(() => resolve(said));
      const gone = () => done(() => reject(new Error(`${this.file} has ended`)));
      const patience = setTimeout(
        () => done(() => reject(new Error(`${this.file} says nothing`))),
        PATIENCE_MS,
      );
      child.on('message', heard).on('exit', gone);
    });
  }
}
