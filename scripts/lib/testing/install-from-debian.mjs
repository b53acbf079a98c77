// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { excerpt, run } from '../run-program.mjs';
import { say, step } from '../console-output.mjs';

/** @param {readonly string[]} names  returns the first that exists */
export function findOnPath(...names) {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/sbin', // of programs for administrators, which is not on every user's PATH
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ];
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
}

/**
 * Installs the Debian package of a program that the tests need. Does nothing unless this process runs as
 * root. The variable RUNLEVEL keeps the package from starting a server.
 *
 * @param {string} name  of the package and its program
 * @param {string} purpose
 * @returns {Promise<string | undefined>} the program
 */
export async function installFromDebian(name, purpose) {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const aptGet = (/** @type {string[]} */ ...args) =>
    run('apt-get', ['-q', '-y', ...args], { env, mayOutliveUs: true });
  const install = () => aptGet('install', '--no-install-recommends', name);
  return step(`installing Debian's ${name} for ${purpose}`, async () => {
    let result = await install();
    if (result.code !== 0) {
      await aptGet('update'); // a fresh system has no package lists yet
      result = await install();
    }
    if (result.code !== 0) say(`  apt-get could not install ${name}:\n${excerpt(result.output, 3)}`);
    return findOnPath(name);
  });
}
