// @ts-check
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './console-output.mjs';

/** @param {number} port  0 for any free port @param {string} host @returns {Promise<number>} the opened port */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: opened } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(opened));
    });
  });
}

export function freePort() {
  return tryPort(0, '127.0.0.1');
}

/**
 * Waits until a port is free. Throws an error if the port stays in use.
 *
 * @param {number} port
 * @param {string} host
 * @param {number} patienceMs  how long to wait for a process that is about to free the port
 */
export async function assertPortIsFree(port, host, patienceMs = 0) {
  for (const started = performance.now(); ; await pause(100)) {
    try {
      await tryPort(port, host);
      return;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EADDRINUSE' && performance.now() - started < patienceMs) continue;
      throw new Refusal(
        `${complaint(code, port, host)} with --port, for example: npm start -- --port ${port + 1}`,
      );
    }
  }
}

/** @param {string | undefined} code @param {number} port @param {string} host */
function complaint(code, port, host) {
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program: choose another one`;
  if (code === 'EACCES')
    return `Port ${port} is reserved for the system's administrator: choose a higher one`;
  return `Port ${port} of ${host} cannot be opened (${code}): choose another host with --host, or another port`;
}
