// @ts-check
// npm run operator: the operator's commands, such as a link for a provider's first administrator.
// `npm run operator -- --help` lists the commands.
import { spawnSync } from 'node:child_process';
import { assertNodeVersion } from './lib/node-version.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  const { openDatabase } = await import('./lib/launch/open-database.mjs');
  const { ENTRY, NODE_OPTIONS, ROOT } = await import('./lib/project-paths.mjs');
  const isHelp = process.argv.length <= 2 || process.argv.includes('--help');
  const database = isHelp
    ? { env: { DATABASE_URL: 'postgresql://none' }, stop: async () => undefined }
    : await openDatabase();
  const env = { ...process.env, ...database.env, LOG_LEVEL: 'silent' };
  const args = [...NODE_OPTIONS, ENTRY.operator, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  await database.stop();
  process.exit(status ?? 1);
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
