import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { Server } from 'socket.io';
import { serve } from './serve.js';

const ROOM = 'everybody';
const http = createServer();
const io = new Server(http, { serveClient: false });
let greeting: readonly unknown[] = [];
let database: pg.Client | undefined;

io.on('connection', (socket) => {
  void socket.join(ROOM);
  for (const message of greeting) socket.emit('event', message);
});

/**
 * The tasks of a Socket.IO server without authentication and without Homeward's code. The bench compares the
 * live socket with this server. All clients are in one room.
 */
serve({
  async listen({ url }: { url: string }): Promise<number> {
    database = new pg.Client({ connectionString: url });
    await database.connect();
    await database.query('CREATE TABLE IF NOT EXISTS bench_message (message jsonb NOT NULL)');
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return (http.address() as AddressInfo).port;
  },

  /** Sets the messages that the server sends to each client when the client connects. */
  greet({ messages }: { messages: readonly unknown[] }) {
    greeting = messages;
  },

  /**
   * Commits a message durably to PostgreSQL and then sends it to all clients. Returns the time of the commit
   * in milliseconds.
   */
  async emit({ message }: { message: unknown }): Promise<number> {
    await database?.query('INSERT INTO bench_message (message) VALUES ($1)', [JSON.stringify(message)]);
    const committed = performance.timeOrigin + performance.now();
    io.to(ROOM).emit('event', message);
    return committed;
  },
});
