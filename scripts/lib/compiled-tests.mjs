// @ts-check
import path from 'node:path';
import { build, buildTests } from './build.mjs';
import { accountFor } from './postgres/account.mjs';
import { NODE_OPTIONS, ROOT } from './project-paths.mjs';
import { openRunFolder } from './testing/run-folder.mjs';

/**
 * Returns the path in dist of a compiled file of the folder `test`.
 *
 * @param {string} file  the path below test/, without its extension
 */
export function compiledTest(file) {
  return path.join(ROOT, 'dist/test', `${file}.js`);
}

/**
 * Builds the product and the test support, and runs `work` with a temporary folder. The bench, the chaos run
 * and the soak run use this, because they run without Jest.
 *
 * @template T
 * @param {(runFolder: import('./testing/run-folder.mjs').RunFolder) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inRunFolder(work) {
  await build(ROOT);
  await buildTests(ROOT);
  const runFolder = openRunFolder(accountFor());
  try {
    return await work(runFolder);
  } finally {
    await runFolder.clear();
  }
}

export { NODE_OPTIONS };
