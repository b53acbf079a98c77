// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Options for every Node process that the scripts start. With them, stack traces name the TypeScript sources,
 * and the process ends when its parent dies.
 */
export const NODE_OPTIONS = [
  '--enable-source-maps',
  `--import=${pathToFileURL(path.join(import.meta.dirname, 'exit-with-parent.mjs')).href}`,
];

/** The compiled files with which Homeward's processes start. */
export const ENTRY = {
  migrate: path.join(ROOT, 'dist/apps/worker/src/migrate.js'),
  auditVerify: path.join(ROOT, 'dist/apps/worker/src/audit-verify.js'),
  operator: path.join(ROOT, 'dist/apps/worker/src/operator.js'),
  demonstration: path.join(ROOT, 'dist/apps/worker/src/demonstration.js'),
  api: path.join(ROOT, 'dist/apps/api/src/main.js'),
  worker: path.join(ROOT, 'dist/apps/worker/src/main.js'),
  web: path.join(ROOT, 'dist/apps/web/src/main.js'),
};
