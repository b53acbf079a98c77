import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { TurnSocket } from './turn-socket.js';

describe('a socket', () => {
  const server = createServer((other) => other.on('error', () => undefined).resume());
  let socket: TurnSocket;
  let packets: number;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = new TurnSocket();
    socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    packets = 0;
    for (const name of ['_write', '_writev'] as const) {
      const send = (socket[name] as (...given: unknown[]) => void).bind(socket);
      Object.assign(socket, { [name]: (...given: unknown[]) => ((packets += 1), send(...given)) });
    }
  });
  afterEach(async () => {
    socket.destroy();
    server.close();
    await once(server, 'close');
  });

  /** Writes a statement as the database driver does. */
  const statement = (): void => {
    socket.cork();
    socket.write('parse');
    socket.write('execute');
    socket.uncork();
  };

  it('sends the statements of one turn in one packet, also those of its promise callbacks', async () => {
    await Promise.resolve();
    statement();
    await Promise.resolve().then(statement);
    socket.write('COMMIT');
    expect(packets).toBe(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(packets).toBe(1);
  });

  it('sends the statements of the next turn in the next packet', async () => {
    statement();
    await new Promise((resolve) => setImmediate(resolve));
    statement();
    await new Promise((resolve) => setImmediate(resolve));
    expect(packets).toBe(2);
  });
});
