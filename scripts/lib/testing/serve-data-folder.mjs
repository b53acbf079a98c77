// @ts-check
// Serves the database in a data folder for a test, until its input ends. Prints the addresses of the database as a line
// of JSON. Arguments: the data folder, PostgreSQL's settings as JSON, and optionally a backup to recover from.
import fs from 'node:fs';
import path from 'node:path';
import { accountFor, giveTo } from '../postgres/account.mjs';
import { migrationEnvironment } from '../postgres/accounts.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { clusterIn, openCluster } from '../postgres/cluster.mjs';
import { spawnServer, untilServing } from '../postgres/server.mjs';
import { freePort } from '../ports.mjs';
import { ENTRY, NODE_OPTIONS } from '../project-paths.mjs';
import { mustRun } from '../run-program.mjs';

const [folder = '', settings = '{}', backup] = process.argv.slice(2);
const account = accountFor(clusterIn(folder));
if (backup !== undefined) placeForRecovery(backup);
const archive = path.join(folder, 'archive');
fs.mkdirSync(archive, { recursive: true });
giveTo(account, archive);
const binaries = await findBinaries(account, folder);
const { directory, password } = await openCluster(folder, account, binaries, ['--no-sync']);
const port = await freePort();
const server = spawnServer(binaries, account, directory, { fsync: 'off', ...JSON.parse(settings), port });
await untilServing(server, { password, port }, ['homeward']);
const env = migrationEnvironment({ password, port, database: 'homeward' });
if (backup === undefined)
  await mustRun('Migrating failed', process.execPath, [...NODE_OPTIONS, ENTRY.migrate], {
    env: { ...process.env, ...env, LOG_LEVEL: 'warn' },
  });
process.stdout.write(`${JSON.stringify(env)}\n`);
process.stdin.on('end', () => server.kill('SIGINT')).resume();
server.once('exit', () => process.exit(0));

/**
 * Copies the base backup to its place and asks PostgreSQL to recover from the archive, as docs/backup.md says.
 *
 * @param {string} from
 */
function placeForRecovery(from) {
  fs.cpSync(path.join(from, 'postgres'), clusterIn(folder), { recursive: true });
  fs.copyFileSync(path.join(from, 'database-password'), path.join(folder, 'database-password'));
  fs.writeFileSync(path.join(clusterIn(folder), 'recovery.signal'), '');
  const files = fs.readdirSync(clusterIn(folder), { recursive: true, encoding: 'utf8' });
  for (const file of ['', ...files]) giveTo(account, path.join(clusterIn(folder), file));
}
