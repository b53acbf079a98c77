// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../project-paths.mjs';
import { mustRun, run } from '../run-program.mjs';

/**
 * Returns the files that differ from a commit, as paths relative to the root. Includes new files and leaves
 * out deleted files.
 *
 * @param {string | undefined} since  a commit; if absent, the commit in which the branch left main
 * @returns {Promise<{ base: string, files: string[] }>}
 * @throws Refusal for an unknown commit
 */
export async function changedFiles(since) {
  const own = (await git('ls-files', '--others', '--exclude-standard', '-z')).split('\0');
  const base = since ?? (await defaultBase(own.some(Boolean)));
  const differing = (await git('diff', '--name-only', '-z', base, '--')).split('\0');
  const files = [...new Set([...differing, ...own])].filter(
    (file) => file !== '' && fs.existsSync(path.join(ROOT, file)),
  );
  return { base, files };
}

/**
 * Returns the commit to compare with by default. On a git branch, this is the commit in which the git branch
 * left main. On main with uncommitted changes, it is the last commit. On main without changes, it is the
 * commit before the last.
 *
 * @param {boolean} hasNewFiles
 */
async function defaultBase(hasNewFiles) {
  const head = (await git('rev-parse', 'HEAD')).trim();
  for (const main of ['origin/main', 'main']) {
    const { code, stdout } = await run('git', ['merge-base', main, 'HEAD'], { cwd: ROOT });
    if (code === 0 && stdout.trim() !== head) return stdout.trim();
  }
  const isClean = !hasNewFiles && (await git('diff', '--name-only', 'HEAD', '--')) === '';
  const { code } = await run('git', ['rev-parse', '--verify', '--quiet', 'HEAD~1'], { cwd: ROOT });
  return isClean && code === 0 ? 'HEAD~1' : 'HEAD';
}

/** @param {...string} args */
function git(...args) {
  return mustRun(`git ${args[0]} failed`, 'git', args, { cwd: ROOT });
}
