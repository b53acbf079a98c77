// @ts-check
// npm run operator: the operator's commands, such as a link for a provider's first administrator.
// `npm run operator -- --help` lists the commands.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inWords } from './lib/arguments.mjs';
import { assertNodeVersion } from './lib/node-version.mjs';
import { endWith, say } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  const { openDatabase } = await import('./lib/launch/open-database.mjs');
  const { ENTRY, NODE_OPTIONS, ROOT } = await import('./lib/project-paths.mjs');
  const { build } = await import('./lib/build.mjs');
  await build(ROOT);
  const { HELP, readCommand, Usage } = await import(
    pathToFileURL(path.join(path.dirname(ENTRY.operator), 'operator-arguments.js')).href
  );
  const command = inWords(() => readCommand(process.argv.slice(2)), Usage, HELP);
  if (command === null) {
    say(HELP);
    process.exit(0);
  }
  const database = await openDatabase();
  const env = { ...process.env, ...database.env, LOG_LEVEL: 'silent' };
  const args = [...NODE_OPTIONS, ENTRY.operator, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  await database.stop();
  process.exit(status ?? 1);
} catch (error) {
  endWith(error);
}
