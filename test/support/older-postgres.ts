import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP proxy that makes a PostgreSQL say that it is version 16. Only the number in its answers is replaced, by one of
 * the same length, so a program meets a real server in everything else.
 */
export class OlderPostgres {
  private constructor(
    private readonly server: Server,
    private readonly open: ReadonlySet<Socket>,
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<OlderPostgres> {
    const target = new URL(databaseUrl);
    const open = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      for (const end of [client, upstream]) {
        open.add(end);
        end.on('error', () => undefined).on('close', () => open.delete(end));
      }
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      client.pipe(upstream);
      upstream.on('data', (bytes: Buffer) => client.write(asVersion16(bytes)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    return new OlderPostgres(server, open, url.toString());
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }
}

/** Replaces numbers such as 180004 by 160004, byte by byte, so that the lengths in the protocol stay right. */
function asVersion16(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/\b1[78](\d{4})\b/g, '16$1');
  return Buffer.from(text, 'latin1');
}
