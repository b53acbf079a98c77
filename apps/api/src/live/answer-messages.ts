import { Inject, Injectable } from '@nestjs/common';
import type { Acknowledgement } from '#contracts/live-feed';
import type { RouteAccess } from '#domain/access/route-access';
import type { Subscriber } from '#domain/feed/streams';
import type { Caller } from '#platform/acts/caller';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { Authenticate } from '../auth/authenticate.js';
import { InFlight } from '../http/requests-in-flight.js';
import { WriteQuota } from '../http/write-quota.js';
import { problemOf } from '../http/problem.js';
import type { LiveSocket } from './live-socket.js';

/**
 * Runs the act of each socket message. Answers the message with the act's result, or with an error in the
 * format problem details (RFC 9457).
 */
@Injectable()
export class LiveAnswers {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly authenticate: Authenticate,
    private readonly inFlight: InFlight,
    private readonly writeQuota: WriteQuota,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  answer<T>(
    socket: LiveSocket,
    access: RouteAccess,
    work: (caller: Caller<Subscriber>) => Promise<T>,
  ): Promise<Acknowledgement<T>> {
    const answer = this.admitAndDo(socket, access, work).finally(() => this.underWay.delete(answer));
    this.underWay.add(answer);
    return answer;
  }

  /** Waits until all running socket messages have been answered. */
  async allGiven(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  /**
   * Checks the session and the role for each socket message, because the session may have ended since the
   * connection opened.
   */
  private async admitAndDo<T>(
    socket: LiveSocket,
    access: RouteAccess,
    work: (caller: Caller<Subscriber>) => Promise<T>,
  ): Promise<Acknowledgement<T>> {
    let leave = (): void => undefined;
    try {
      leave = this.inFlight.enter(socket.data.signedIn.actor.userId).hold();
      const signedIn = await this.authenticate.signedIn(socket.data.token);
      this.authenticate.admit(signedIn, access);
      if (access !== 'feed.read') await this.writeQuota.count(signedIn.actor);
      return { ok: true, value: await work({ actor: signedIn.actor }) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) this.logger.error({ err: error, door: access }, 'a message failed');
      if (problem.code === 'not_signed_in') setImmediate(() => socket.disconnect(true));
      // Closes the connection if resuming the feed failed, so that the client connects again. Otherwise the
      // socket would stay open and never receive events.
      else if (access === 'feed.read' && problem.status >= 500) setImmediate(() => socket.conn.close());
      return { ok: false, problem };
    } finally {
      leave();
    }
  }
}
