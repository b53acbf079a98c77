// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Refusal } from './console-output.mjs';

/**
 * The folders outside `apps/web/src` with sources of the console: style sheets, and scripts that run in the
 * browser.
 */
export const CONSOLE_SOURCES = ['apps/web/styles', 'apps/web/browser'];

/** Source files that both the server's pages and the browser's scripts import. */
const SHARED = ['time-left', 'quantities', 'offer-losses', 'typed-amounts'].map(
  (name) => `apps/web/src/formats/${name}.ts`,
);
const FRONTEND = 'node_modules/govuk-frontend/dist/govuk';
const SOCKET = 'node_modules/socket.io-client/dist/socket.io.esm.min.js';
const ASSETS = 'apps/web/assets';
/**
 * The folder in dist with the templates of govuk-frontend. The console's templates import them as
 * `govuk/components/…`.
 */
const TEMPLATES = 'apps/web/vendor/govuk';

/**
 * Returns the files that browsers and templates need, keyed by their path in dist. The templates and the
 * script of govuk-frontend are copied. The style sheet is compiled from govuk-frontend's sources, with
 * Homeward's fonts and colours.
 *
 * @param {string} root
 * @param {(file: string, target: string) => Promise<{ code: string }>} compile  compiles one of Homeward's
 * modules for the browser
 * @returns {Promise<Map<string, string | Buffer>>}
 */
export async function consoleFiles(root, compile) {
  /** @type {Map<string, string | Buffer>} */
  const files = new Map();
  for (const file of macroFiles(root))
    files.set(path.join(TEMPLATES, file), fs.readFileSync(path.join(root, FRONTEND, file)));
  for (const [name, content] of await assets(root, compile)) {
    files.set(path.join(ASSETS, name), content);
    files.set(path.join(ASSETS, `${name}.br`), brotliCompressSync(content));
    files.set(path.join(ASSETS, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
  return files;
}

/** @param {string} root */
function macroFiles(root) {
  return fs
    .readdirSync(path.join(root, FRONTEND), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.njk'));
}

/**
 * Returns the scripts, styles, fonts and images for browsers, each with its name.
 *
 * @param {string} root @param {(file: string, target: string) => Promise<{ code: string }>} compile @returns {Promise<[name: string, content: string | Buffer][]>}
 */
async function assets(root, compile) {
  const browser = path.join(root, 'apps/web/browser');
  const own = fs.readdirSync(browser).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const modules = [...own.map((file) => path.join('apps/web/browser', file)), ...SHARED];
  const theirs = [path.join(FRONTEND, 'govuk-frontend.min.js'), SOCKET].map((file) => {
    const script = fs.readFileSync(path.join(root, file), 'utf8');
    return /** @type {[string, string]} */ ([
      path.basename(file),
      script.replace(/\n\/\/# sourceMappingURL=.*$/m, ''),
    ]);
  });
  return [
    ['console.css', await styleSheet(root)],
    ['icon.svg', fs.readFileSync(path.join(root, 'apps/web/styles/icon.svg'))],
    ...theirs,
    ...(await Promise.all(
      modules.map(async (file) => {
        const target = path.basename(file).replace(/\.ts$/, '.js');
        const { code } = await compile(file, path.join(ASSETS, target));
        return /** @type {[string, string]} */ ([target, code.replaceAll("'../src/formats/", "'./")]);
      }),
    )),
  ];
}

/** @param {string} root */
async function styleSheet(root) {
  const { compileAsync } = await import('sass');
  try {
    const { css } = await compileAsync(path.join(root, 'apps/web/styles/console.scss'), {
      loadPaths: [path.join(root, 'node_modules')],
      style: 'compressed',
      quietDeps: true,
    });
    return css;
  } catch (error) {
    throw new Refusal(
      `The console's style sheet does not compile:\n${error instanceof Error ? error.message : error}`,
    );
  }
}
