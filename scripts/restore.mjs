// @ts-check
// npm run restore: restores a backup into an empty data folder and verifies its log (docs/backup.md).
// `npm run restore -- --help` lists the options.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertNodeVersion } from './lib/node-version.mjs';
import { argumentsOf } from './lib/arguments.mjs';
import { endWith, say, Usage } from './lib/console-output.mjs';

const HELP = `npm run restore -- --from BACKUP --data FOLDER [options]

Restores a backup into an empty data folder, and verifies its log. Never overwrites data.

  --from BACKUP    the folder of one backup
  --data FOLDER    the data folder to make; it must be empty or new
  --key FILE       the key that signs the audit chain, which is kept apart from backups
  --help           show this`;

try {
  assertNodeVersion();
  const { values } = argumentsOf(
    {
      options: {
        from: { type: 'string' },
        data: { type: 'string' },
        key: { type: 'string' },
        help: { type: 'boolean' },
      },
    },
    HELP,
  );
  if (values.help) say(HELP);
  else process.exitCode = await run(values);
} catch (error) {
  endWith(error);
}

/** @param {{ from?: string, data?: string, key?: string }} values @returns {Promise<number>} the exit code */
async function run({ from, data, key }) {
  if (!from || !data) throw new Usage('--from and --data must be given.', HELP);
  const here = (/** @type {string} */ file) => path.resolve(process.env.INIT_CWD ?? '.', file);
  const { build } = await import('./lib/build.mjs');
  const { ROOT } = await import('./lib/project-paths.mjs');
  const { restore } = await import('./lib/backup/restore.mjs');
  await build(ROOT);
  const { MIGRATION_NAMES } = await import(pathToFileURL(path.join(ROOT, 'dist/migrations/all.js')).href);
  const keyFile = key === undefined ? null : here(key);
  const { folder, manifest } = await restore({
    from: here(from),
    data: here(data),
    key: keyFile,
    known: MIGRATION_NAMES,
  });
  say(`Restored: everything that was committed at ${manifest.endedAt} is in ${folder}.`);
  if (keyFile === null)
    say(
      `The key that signs the audit chain is missing: put it to ${path.join(folder, 'audit/signing-key.pem')}. Until then no heads are published.`,
    );
  if (manifest.newestMigration !== MIGRATION_NAMES.at(-1)) {
    say('The backup is of an older version: start Homeward once, and then run npm run audit:verify.');
    return 0;
  }
  return verifyLog(folder, manifest.endedAt, ROOT);
}

/**
 * Runs npm run audit:verify on the restored data, as at the end of the backup.
 *
 * @param {string} folder @param {string} at @param {string} root
 */
function verifyLog(folder, at, root) {
  const publicKey = path.join(folder, 'audit', 'signing-key.pem.pub');
  const env = {
    ...process.env,
    HOMEWARD_DATA: folder,
    ...(fs.existsSync(publicKey) && { AUDIT_PUBLIC_KEYS_FILE: publicKey }),
  };
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/audit-verify.mjs'), '--at', at], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
}
