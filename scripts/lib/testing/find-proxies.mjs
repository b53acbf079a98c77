// @ts-check
import { findOnPath, installFromDebian } from './install-from-debian.mjs';

/** The proxies of docs/proxies.md, with the variable that tells the tests where the program is. */
const PROXIES = {
  nginx: 'HOMEWARD_TEST_NGINX',
  haproxy: 'HOMEWARD_TEST_HAPROXY',
  caddy: 'HOMEWARD_TEST_CADDY',
};

/**
 * Finds the proxies for the tests behind a proxy, or installs them.
 *
 * @param {{ mayInstall: boolean }} how
 * @returns {Promise<{ env: NodeJS.ProcessEnv, missing: string[] }>}
 */
export async function findProxies({ mayInstall }) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  const missing = [];
  for (const [name, variable] of Object.entries(PROXIES)) {
    const program =
      findOnPath(name) ?? (mayInstall && (await installFromDebian(name, 'the tests behind a proxy')));
    if (program) env[variable] = program;
    else missing.push(name);
  }
  return { env, missing };
}
