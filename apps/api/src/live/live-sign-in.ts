import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { Authenticate, bearerToken } from '../auth/authenticate.js';
import { problemOf } from '../http/problem.js';
import { closeAtOnce, ConnectionBounds } from './connection-bounds.js';
import type { LiveServer, LiveSocket } from './live-socket.js';
import { LiveSockets } from './live-sockets.js';

/** Signs sockets in while the connection is opened. A socket without a valid session cannot connect. */
@Injectable()
export class LiveSignIn {
  private isClosed = false;

  constructor(
    private readonly authenticate: Authenticate,
    private readonly sockets: LiveSockets,
    private readonly bounds: ConnectionBounds,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  open(server: LiveServer): void {
    this.bounds.bind(server);
    server.use((socket, next) => {
      if (this.isClosed || !this.bounds.beginSignIn(socket.conn)) return closeAtOnce(socket.conn);
      this.signIn(socket).then(
        () => next(),
        (error: unknown) => this.refuse(socket, error, next),
      );
    });
  }

  close(): void {
    this.isClosed = true;
    this.bounds.unbind();
  }

  private async signIn(socket: LiveSocket): Promise<void> {
    const { auth, headers } = socket.handshake;
    const token = typeof auth.token === 'string' ? auth.token : bearerToken(headers.authorization);
    const signedIn = await this.authenticate.signedIn(token);
    this.authenticate.admit(signedIn, 'live.connect');
    this.sockets.admit(socket, signedIn.actor.userId);
    this.bounds.signedIn(socket.conn);
    socket.data = { token: token ?? '', signedIn, isResuming: false };
  }

  /**
   * Refuses a sign-in. A client that is refused does not try again. After a server error the connection is
   * closed without a refusal, so that the client tries again.
   */
  private refuse(socket: LiveSocket, error: unknown, next: (error: Error) => void): void {
    const problem = problemOf(error);
    this.bounds.signInFailed(socket.conn);
    if (problem.code === 'internal_error') this.logger.error({ err: error }, 'a sign-in failed');
    if (problem.status >= 500) socket.conn.close();
    else next(Object.assign(new Error(problem.code), { data: problem }));
  }
}
