import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP proxy between a process and its database. `freeze` stops the data of all open connections without
 * closing the connections.
 */
export class FreezingProxy {
  private readonly open = new Set<Socket>();
  private readonly server: Server;
  private freezesNew = false;

  constructor(private readonly target: URL) {
    this.server = createServer((client) => {
      const upstream = connect(Number(this.target.port), this.target.hostname);
      for (const end of [client, upstream]) {
        this.open.add(end);
        end.on('error', () => undefined).on('close', () => this.open.delete(end));
      }
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      client.pipe(upstream);
      upstream.pipe(client);
      if (this.freezesNew) for (const end of [client, upstream]) end.unpipe().pause();
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () => {
        const url = new URL(this.target);
        url.hostname = '127.0.0.1';
        url.port = String((this.server.address() as { port: number }).port);
        resolve(url.toString());
      }),
    );
  }

  /** Stops the data of the open connections, and of all that are opened later. */
  freezeForGood(): void {
    this.freezesNew = true;
    this.freeze();
  }

  freeze(): void {
    for (const end of this.open) end.unpipe().pause();
  }

  close(): void {
    for (const end of this.open) end.destroy();
    this.server.close();
  }
}
