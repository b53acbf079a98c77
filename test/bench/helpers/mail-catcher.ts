import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { serve } from './serve.js';

let arrivals: number[] = [];

/** A mail server that accepts every mail and keeps only the time at which it had the mail in full. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, callback) => {
    stream.on('end', () => {
      arrivals.push(performance.timeOrigin + performance.now());
      callback();
    });
    stream.resume();
  },
});
server.on('error', () => undefined);

serve({
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.server.address() as AddressInfo).port;
  },

  /** Returns the times of the mails since the last call, in milliseconds. */
  arrivals(): number[] {
    const found = arrivals;
    arrivals = [];
    return found;
  },
});
