// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { findBinaries } from '../postgres/binaries.mjs';
import { migrationEnvironment } from '../postgres/accounts.mjs';
import { clusterIn, openCluster } from '../postgres/cluster.mjs';
import { Refusal } from '../console-output.mjs';
import { openDataFolder } from './data-folder.mjs';
import { startEmbedded, useGiven } from './database.mjs';

const NAME = 'homeward';
const PATIENCE_MS = 15_000;

/**
 * Opens Homeward's database for a short command. Uses the database in DATABASE_URL, or else the server of a
 * running Homeward. If Homeward is not running, starts a server, which `stop` ends. `folder` is the data folder; it is
 * null with DATABASE_URL.
 *
 * @returns {Promise<{ env: Record<string, string>, folder: string | null, stop: () => Promise<void> }>}
 */
export async function openDatabase() {
  const given = process.env.DATABASE_URL;
  if (given) return { env: (await useGiven(given)).env, folder: null, stop: async () => undefined };
  const data = openDataFolder(process.env.HOMEWARD_DATA);
  if (!fs.existsSync(clusterIn(data.folder)))
    throw new Refusal(
      `There is no database in ${data.folder}: start Homeward once, or name another folder with HOMEWARD_DATA.`,
    );
  const { folder } = data;
  const running = await environmentOfRunning(data);
  if (running) return { env: running, folder, stop: async () => undefined };
  const { env, server } = await startEmbedded(data, false);
  return { env, folder, stop: async () => void (await server?.stop(PATIENCE_MS)) };
}

/** @param {import('./data-folder.mjs').DataFolder} data @returns {Promise<Record<string, string> | null>} */
async function environmentOfRunning({ folder, account }) {
  const port = readPort(path.join(clusterIn(folder), 'postmaster.pid'));
  if (port === null) return null;
  const { password } = await openCluster(folder, account, await findBinaries(account, folder));
  const env = migrationEnvironment({ password, port, database: NAME });
  return useGiven(env.OWNER_DATABASE_URL).then(
    () => env,
    () => null,
  );
}

/** Reads the port of a PostgreSQL server from the fourth line of its pid file. @param {string} file */
function readPort(file) {
  try {
    const port = Number(fs.readFileSync(file, 'utf8').split('\n')[3]);
    return Number.isInteger(port) && port > 0 ? port : null;
  } catch {
    return null;
  }
}
