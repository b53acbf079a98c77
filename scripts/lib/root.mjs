// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Node's options for each of our processes: it ends with its parent, and stack traces name our sources. */
export const NODE_OPTIONS = [
  '--enable-source-maps',
  `--import=${pathToFileURL(path.join(import.meta.dirname, 'guard.mjs')).href}`,
];

/** The entry points by purpose. */
export const ENTRY = {
  migrate: path.join(ROOT, 'dist/apps/worker/src/migrate.js'),
  demonstration: path.join(ROOT, 'dist/apps/worker/src/demonstration.js'),
  api: path.join(ROOT, 'dist/apps/api/src/main.js'),
  worker: path.join(ROOT, 'dist/apps/worker/src/main.js'),
  web: path.join(ROOT, 'dist/apps/web/src/main.js'),
};
