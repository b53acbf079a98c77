// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { withParentDeathSignal } from '../parent-death-signal.mjs';
import { freePort } from '../ports.mjs';
import { ENTRY, NODE_OPTIONS, ROOT } from '../project-paths.mjs';

/**
 * The point at which a worker must die, for example before its third commit.
 *
 * @typedef {{ at: import('./crash-point.mjs').Point, nth: number }} CrashPoint
 */
/** @typedef {import('../testing/run-folder.mjs').RunFolder} RunFolder */

const CRASH_POINT = pathToFileURL(path.join(import.meta.dirname, 'crash-point.mjs')).href;
const RESTART_MS = 100;

/** Runs one of Homeward's own processes on a free port. Restarts the process each time it dies. */
export class Process {
  /** @type {import('node:child_process').ChildProcess | undefined} */ #child;
  #stopped = false;
  deaths = 0;
  /** The time at which the process last died, in milliseconds of `performance.now()`. */
  diedAt = 0;
  address = '';
  /** @type {CrashPoint[]} */ #points = [];

  /** @param {'api' | 'worker'} name @param {NodeJS.ProcessEnv} env @param {RunFolder} runFolder */
  constructor(name, env, runFolder) {
    this.name = name;
    this.env = env;
    this.runFolder = runFolder;
  }

  /**
   * Starts the process. At its first start the process dies at the first crash point, at its second start at
   * the second. After that, it has no crash points.
   *
   * @param {readonly CrashPoint[]} points
   */
  async start(points = []) {
    this.#points = [...points];
    const port = await freePort();
    this.address = `http://127.0.0.1:${port}`;
    this.env = { ...this.env, HOST: '127.0.0.1', PORT: `${port}` };
    this.#live();
    await this.untilListening();
  }

  async untilListening() {
    for (const began = performance.now(); performance.now() - began < 60_000; await pause(50)) {
      const answer = await fetch(`${this.address}/health`).catch(() => null);
      await answer?.text();
      if (answer) return;
    }
    throw new Error(`the ${this.name} does not listen`);
  }

  kill() {
    this.#child?.kill('SIGKILL');
  }

  /** Sends SIGTERM to the process, as a deployment does. */
  terminate() {
    this.#child?.kill('SIGTERM');
  }

  /**
   * Returns the resident memory of the process in megabytes. Returns 0 if the system does not report the
   * memory.
   */
  residentMegabytes() {
    try {
      const status = fs.readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    } catch {
      return 0;
    }
  }

  async stop() {
    this.#stopped = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  #live() {
    const point = this.#points.shift();
    const preload = point ? ['--import', CRASH_POINT] : [];
    const env = point ? { ...this.env, CHAOS_POINT: JSON.stringify(point) } : this.env;
    const given = [...NODE_OPTIONS, ...preload, ENTRY[this.name]];
    const child = spawn(...withParentDeathSignal('SIGKILL', process.execPath, given), {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', process.env.CHAOS_VERBOSE ? 'inherit' : 'ignore', 'ipc'],
    });
    this.runFolder.watchOver(child, 'SIGKILL');
    this.#child = child;
    child.once('exit', () => {
      if (this.#stopped) return;
      this.deaths += 1;
      this.diedAt = performance.now();
      setTimeout(() => !this.#stopped && this.#live(), RESTART_MS);
    });
  }
}
