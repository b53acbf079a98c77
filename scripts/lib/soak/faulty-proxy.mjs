// @ts-check
import { once } from 'node:events';
import net from 'node:net';

/** @typedef {{ client: net.Socket, server: net.Socket }} Pair */

/**
 * A TCP proxy in front of an API process. It can cut connections, and can freeze connections without closing
 * them, as real networks do.
 */
export class Proxy {
  /** @type {Set<Pair>} */ #pairs = new Set();
  #server = net.createServer({ pauseOnConnect: true }, (client) => this.#connect(client));
  address = '';

  /** @param {string} target  the address of the process behind it */
  constructor(target) {
    this.target = new URL(target);
  }

  async open() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = /** @type {net.AddressInfo} */ (this.#server.address());
    this.address = `http://127.0.0.1:${port}`;
  }

  /**
   * Resets some of the connections, chosen at random, possibly in the middle of their data.
   *
   * @param {number} share  0 to 1
   */
  cut(share) {
    return this.#some(share, ({ client, server }) => {
      client.resetAndDestroy();
      server.resetAndDestroy();
    });
  }

  /**
   * Freezes some of the connections, chosen at random: no more data passes, and both sides stay open.
   *
   * @param {number} share  0 to 1
   */
  freeze(share) {
    return this.#some(share, (pair) => {
      for (const socket of [pair.client, pair.server]) socket.unpipe().pause();
    });
  }

  close() {
    this.#server.close();
    this.cut(1);
  }

  /** @param {net.Socket} client */
  #connect(client) {
    const server = net.connect(Number(this.target.port), this.target.hostname);
    const pair = { client, server };
    this.#pairs.add(pair);
    for (const { socket, other } of [
      { socket: client, other: server },
      { socket: server, other: client },
    ]) {
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
    client.pipe(server);
    server.pipe(client);
  }

  /** @param {number} share @param {(pair: Pair) => void} work */
  #some(share, work) {
    const chosen = [...this.#pairs].filter(() => Math.random() < share);
    for (const pair of chosen) work(pair);
    return chosen.length;
  }
}
