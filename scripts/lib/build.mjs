// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CONSOLE_SOURCES, consoleFiles } from './build-console.mjs';
import { describeViews } from './describe-views.mjs';
import { Refusal, step } from './console-output.mjs';

const SOURCES = ['apps', 'libs', 'migrations'];
/**
 * Matches the paths that the build compiles or copies. Does not match folders called `testing/`, which lie
 * beside `src` and contain test builders.
 */
const BUILT = /^((apps|libs)\/\w+\/src|migrations)\//;
const NOT_BUILT = /(^|\/)\.[^/]*$|\.spec\.ts$|\.d\.ts$|\.md$/;
const SHAPES_THE_RESULT = [
  '.swcrc',
  'package-lock.json',
  'scripts/lib/build.mjs',
  'scripts/lib/build-console.mjs',
];
const STAMP = '.built-from';

/**
 * Compiles apps, libs and migrations to dist. Copies all other files, and makes the files for browsers. Each
 * changed file is written under another name and then renamed, so that other processes never read half a
 * file.
 *
 * @param {string} root
 */
export async function build(root) {
  await describeViews(root);
  const files = SOURCES.flatMap((folder) => filesBelow(root, folder)).filter(isBuilt);
  const ofConsole = CONSOLE_SOURCES.flatMap((folder) => filesBelow(root, folder));
  const stamp = stampOf(root, [...files, ...ofConsole]);
  if (builtFrom(root) === stamp) return;

  await step('building', async () => {
    const stampFile = path.join(root, 'dist', STAMP);
    const kept = new Set([STAMP]);
    fs.rmSync(stampFile, { force: true });
    await Promise.all(files.map((file) => buildFile(root, file, kept)));
    for (const [target, content] of await consoleFiles(root, (...module) => compile(root, ...module))) {
      kept.add(target);
      replace(path.join(root, 'dist', target), content);
    }
    for (const file of filesBelow(path.join(root, 'dist'), ''))
      if (!kept.has(file)) fs.rmSync(path.join(root, 'dist', file), { force: true });
    replace(stampFile, stamp);
  });
}

/**
 * The folders of test/ that the build compiles, because their code runs without Jest. They contain the bench,
 * the chaos and soak runs, and support files.
 */
const HARNESS = ['test/support', 'test/bench', 'test/chaos', 'test/soak'];

/**
 * Compiles the folders in HARNESS to dist/test. The next build of the product deletes dist/test.
 *
 * @param {string} root
 */
export async function buildTests(root) {
  const files = HARNESS.flatMap((folder) => filesBelow(root, folder)).filter(
    (file) => file.endsWith('.ts') && !NOT_BUILT.test(file),
  );
  const stamp = stampOf(root, files);
  const stampFile = path.join(root, 'dist/test', STAMP);
  if (readIfThere(stampFile) === stamp) return;
  await step('building the harness', async () => {
    fs.rmSync(stampFile, { force: true });
    await Promise.all(files.map((file) => buildFile(root, file, new Set())));
    replace(stampFile, stamp);
  });
}

/**
 * Returns the hash of the sources that dist was built from. Returns null if nothing was built yet.
 *
 * @param {string} root
 */
export function builtFrom(root) {
  return readIfThere(path.join(root, 'dist', STAMP));
}

/** @param {string} file */
function isBuilt(file) {
  return BUILT.test(file) && !NOT_BUILT.test(file);
}

/** @param {string} root @param {string} folder @returns {string[]} */
function filesBelow(root, folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} root @param {readonly string[]} files */
function stampOf(root, files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...SHAPES_THE_RESULT, ...files])
    hash.update(`\0${file}\0`).update(readIfThere(path.join(root, file)) ?? '');
  return hash.digest('hex');
}

/** @param {string} root @param {string} file @param {Set<string>} kept */
async function buildFile(root, file, kept) {
  if (!file.endsWith('.ts')) {
    kept.add(file);
    replace(path.join(root, 'dist', file), fs.readFileSync(path.join(root, file)));
    return;
  }
  const target = file.replace(/\.ts$/, '.js');
  const { code, map } = await compile(root, file, target);
  kept.add(target).add(`${target}.map`);
  replace(path.join(root, 'dist', target), `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
  replace(path.join(root, 'dist', `${target}.map`), map ?? '');
}

/** @param {string} root @param {string} file @param {string} target */
async function compile(root, file, target) {
  const { transformFile } = await import('@swc/core');
  try {
    return await transformFile(path.join(root, file), {
      cwd: root,
      configFile: path.join(root, '.swcrc'),
      swcrc: false,
      sourceMaps: true,
      sourceFileName: path.relative(path.dirname(path.join('dist', target)), file),
    });
  } catch (error) {
    throw new Refusal(`${file} does not compile:\n${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} file @param {string | Buffer} content */
function replace(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(Buffer.from(content))) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, file);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
