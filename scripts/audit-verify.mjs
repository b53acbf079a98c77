// @ts-check
// npm run audit:verify: says in a sentence whether the log is whole, and where it is not (docs/audit.md).
// `npm run audit:verify -- --help` lists the options.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inWords } from './lib/arguments.mjs';
import { assertNodeVersion } from './lib/node-version.mjs';
import { say, tellFailure } from './lib/console-output.mjs';

/** The exit code if the log could not be verified at all. The codes 0 to 2 are answers about the log. */
const NOT_VERIFIED = 3;

try {
  assertNodeVersion();
  const { build } = await import('./lib/build.mjs');
  const { auditFilesOf } = await import('./lib/launch/audit-files.mjs');
  const { openDatabase } = await import('./lib/launch/open-database.mjs');
  const { ENTRY, NODE_OPTIONS, ROOT } = await import('./lib/project-paths.mjs');
  await build(ROOT);
  const { HELP, readOptions, Usage } = await import(
    pathToFileURL(path.join(path.dirname(ENTRY.auditVerify), 'audit-verify-arguments.js')).href
  );
  if (inWords(() => readOptions(process.argv.slice(2)), Usage, HELP) === null) {
    say(HELP);
    process.exit(0);
  }
  const database = await openDatabase();
  const env = {
    ...(database.folder !== null && auditFilesOf(database.folder)),
    ...process.env,
    ...database.env,
    LOG_LEVEL: 'silent',
  };
  const args = [...NODE_OPTIONS, ENTRY.auditVerify, ...process.argv.slice(2)];
  const cwd = process.env.INIT_CWD ?? ROOT;
  const { status } = spawnSync(process.execPath, args, { cwd, env, stdio: 'inherit' });
  await database.stop();
  process.exit(status ?? NOT_VERIFIED);
} catch (error) {
  tellFailure(error);
  process.exit(NOT_VERIFIED);
}
