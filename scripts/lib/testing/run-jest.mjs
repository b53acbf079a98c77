// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withParentDeathSignal } from '../parent-death-signal.mjs';
import { NODE_OPTIONS, ROOT } from '../project-paths.mjs';
import { say } from '../console-output.mjs';

/**
 * The number of passed, failed and skipped tests.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** How long Jest may take to end after it has written its results. */
const GRACE_MS = 30_000;

/**
 * Runs Jest, prints its output unchanged, and returns the number of passed, failed and skipped tests.
 *
 * @param {import('./run-folder.mjs').RunFolder} runFolder
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Tally & { code: number }>}
 */
export async function runJest(runFolder, args, env) {
  const results = path.join(runFolder.folder, `results-${performance.now()}.json`);
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const given = [jest, '--json', `--outputFile=${results}`, ...args];
  const child = spawn(...withParentDeathSignal('SIGKILL', process.execPath, given), {
    cwd: ROOT,
    env: { ...env, NODE_OPTIONS: [env.NODE_OPTIONS, ...NODE_OPTIONS].filter(Boolean).join(' ') },
    stdio: ['inherit', 'ignore', 'inherit'], // with --json, Jest prints its report to standard error
  });
  runFolder.watchOver(child);
  const hung = endIfItHangs(child, results);
  const code = await new Promise((resolve) => child.once('exit', (exitCode) => resolve(exitCode ?? 1)));
  runFolder.assertOpen();
  const tally = readTally(results);
  // Jest can fail without a failed test, if no test was found or Jest did not end. This counts as one failed
  // test.
  return { ...tally, code, failed: tally.failed || (code === 0 && !hung() ? 0 : 1) };
}

/**
 * Kills Jest if it does not end after writing its results, because a test left something open. This counts as
 * a failure.
 *
 * @param {import('node:child_process').ChildProcess} child @param {string} results
 */
function endIfItHangs(child, results) {
  /** @type {number | undefined} */
  let done;
  let hung = false;
  const timer = setInterval(() => {
    if (fs.existsSync(results)) done ??= performance.now();
    if (done === undefined || performance.now() - done < GRACE_MS) return;
    hung = true;
    say(
      `Jest has its results but does not end: a test leaves something open (npm test -- --detectOpenHandles).`,
    );
    child.kill('SIGKILL');
    clearInterval(timer);
  }, 1_000);
  child.once('exit', () => clearInterval(timer));
  return () => hung;
}

/**
 * Counts the passed, failed and skipped tests in Jest's result file. A test file that cannot be loaded counts
 * as one failure. A missing result file counts as one failure too.
 *
 * @param {string} file @returns {Tally}
 */
function readTally(file) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
