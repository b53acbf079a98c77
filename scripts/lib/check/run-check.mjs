// @ts-check
import { build } from '../build.mjs';
import { NODE_OPTIONS, ROOT } from '../project-paths.mjs';
import { excerpt, run } from '../run-program.mjs';
import { say } from '../console-output.mjs';
import { changedFiles } from './changed-files.mjs';

/** Matches the files that ESLint checks (eslint.config.js). */
const LINTED = /^(apps|libs|migrations|scripts|test)\/.*\.(ts|mjs|cjs)$/;
/** Matches files on which the result of a unit test may depend: modules, and templates of pages. */
const TESTED = /^(apps|libs)\/.*\.(ts|njk|json)$/;

/**
 * A command of `npm run check`, such as ESLint on the changed files.
 *
 * @typedef {{ title: string, args: readonly string[] }} Check
 */

/**
 * Runs the compiler, Prettier, ESLint and unit tests on the changed files. The compiler runs at the same time
 * as the others, because the work is then done sooner on two processor cores.
 *
 * @param {string | undefined} since  a commit; see changedFiles
 * @returns {Promise<number>} the exit code
 */
export async function runCheck(since) {
  const { base, files } = await changedFiles(since);
  say(`${files.length} files changed since ${base}`);
  if (files.length === 0) return 0;
  await build(ROOT);
  const lanes = [types(files), [...format(files), ...lint(files), ...unitTests(files)]];
  const failures = await Promise.all(lanes.map(runLane));
  const failed = failures.flat();
  say(failed.length === 0 ? '\nAll checks passed' : `\nFailed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

/** @param {readonly string[]} files @returns {Check[]} */
function types(files) {
  const isScript = files.some((file) => file.startsWith('scripts/'));
  const isBrowser = files.some((file) => /^(apps\/web\/browser|libs\/contracts)\//.test(file));
  return [
    { title: 'types', args: [bin('typescript/bin/tsc')] },
    ...(isScript ? [{ title: 'types of scripts', args: [bin('typescript/bin/tsc'), '-p', 'scripts'] }] : []),
    ...(isBrowser
      ? [{ title: 'types for browsers', args: [bin('typescript/bin/tsc'), '-p', 'apps/web/browser'] }]
      : []),
  ];
}

/** @param {readonly string[]} files @returns {Check[]} */
function format(files) {
  const args = [bin('prettier/bin/prettier.cjs'), '--check', '--ignore-unknown', ...files];
  return [{ title: 'format', args }];
}

/** @param {readonly string[]} files @returns {Check[]} */
function lint(files) {
  const linted = files.filter((file) => LINTED.test(file));
  const args = [bin('eslint/bin/eslint.js'), '--no-warn-ignored', ...linted];
  return linted.length === 0 ? [] : [{ title: 'lint', args }];
}

/** @param {readonly string[]} files @returns {Check[]} */
function unitTests(files) {
  const tested = files.filter((file) => TESTED.test(file));
  if (tested.length === 0) return [];
  const select = ['--selectProjects', 'unit', '--passWithNoTests', '--maxWorkers', '1'];
  // Jest cannot see which tests read a template. So for a changed template, this runs the tests of `page.ts`
  // in the template's folder.
  const templates = tested
    .filter((file) => file.endsWith('.njk'))
    .map((file) => file.replace(/[^/]+$/, 'page.ts'));
  const args = [bin('jest/bin/jest.js'), ...select, '--findRelatedTests', ...tested, ...templates];
  return [{ title: 'unit tests', args }];
}

/** @param {string} file a program inside node_modules */
function bin(file) {
  return `node_modules/${file}`;
}

/**
 * Runs commands one after another.
 *
 * @param {readonly Check[]} checks
 * @returns {Promise<string[]>} the titles of the failed checks
 */
async function runLane(checks) {
  const failed = [];
  for (const { title, args } of checks) {
    const { code, output } = await run(process.execPath, [...NODE_OPTIONS, ...args], { cwd: ROOT });
    if (code === 0) say(`  ${title}: passed`);
    else {
      failed.push(title);
      say(`  ${title}: failed\n${excerpt(output, 60)}`);
    }
  }
  return failed;
}
