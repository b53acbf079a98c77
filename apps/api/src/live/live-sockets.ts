import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { countDropped } from '#platform/metrics/live-metrics';
import type { LiveLog } from './live-log.js';
import type { LiveServer, LiveSocket } from './live-socket.js';

/**
 * The largest number of sockets that one user may have on one process. A user with several screens and a
 * phone has fewer.
 */
const MOST_OF_A_USER = 20;

/** Keeps a list of the open sockets of this process, and closes the sockets of ended sessions. */
@Injectable()
export class LiveSockets {
  private server: LiveServer | undefined;
  private readonly counts = new Map<string, number>();
  private lastGone = (): void => undefined;

  attach(server: LiveServer): void {
    this.server = server;
  }

  /**
   * Counts a new socket of a user.
   *
   * @throws DomainError `too_many_sockets` if the user has reached the limit
   */
  admit({ conn }: LiveSocket, userId: string): void {
    if (conn.readyState !== 'open') return; // the client left during the sign-in, so no close event will follow
    const count = this.counts.get(userId) ?? 0;
    if (count >= MOST_OF_A_USER) throw new DomainError('too_many_sockets', { most: MOST_OF_A_USER });
    this.counts.set(userId, count + 1);
    conn.once('close', () => {
      const left = (this.counts.get(userId) ?? 1) - 1;
      if (left > 0) this.counts.set(userId, left);
      else this.counts.delete(userId);
      if (this.counts.size === 0) this.lastGone();
    });
  }

  /**
   * Adds the socket to two groups: the sockets of its session, and the sockets of its user. When a session
   * ends or a user is disabled, all sockets in the group are closed.
   */
  joinOwn(socket: LiveSocket): void {
    const { userId, sessionId } = socket.data.signedIn.actor;
    void socket.join([ofSession(sessionId), ofUser(userId)]);
  }

  endSessions(sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) this.endAll(this.in(ofSession(sessionId)));
  }

  endUser(userId: string): void {
    this.endAll(this.in(ofUser(userId)));
  }

  /**
   * Closes the connections of a user whose branches have changed. The clients connect again by themselves, and are
   * then told what the new limit allows.
   */
  letGo(userId: string): void {
    for (const socket of this.in(ofUser(userId))) socket.disconnect(true);
  }

  /** Returns the limited users who have subscribed sockets on this process. */
  limitedUsers(): string[] {
    const limited = this.all().flatMap((socket) =>
      [...socket.rooms].some((room) => room.startsWith(LIMITED)) ? [socket.data.signedIn.actor.userId] : [],
    );
    return [...new Set(limited)];
  }

  endExpired(now: Date): void {
    this.endAll(this.all().filter(({ data }) => data.signedIn.expiresAt <= now));
  }

  /**
   * Closes the sockets of sessions that have ended according to the database. Marks the other sessions as
   * used, so that they do not expire.
   */
  async endEnded(log: LiveLog, now: Date): Promise<void> {
    const sockets = this.all();
    if (sockets.length === 0) return;
    const sessionIds = new Set(sockets.map(({ data }) => data.signedIn.actor.sessionId));
    const live = await log.keepAwake([...sessionIds], now);
    this.endAll(sockets.filter(({ data }) => !live.has(data.signedIn.actor.sessionId)));
  }

  /** Closes all connections. The clients connect again by themselves. */
  letAllGo(): void {
    for (const { conn } of this.all()) conn.close();
  }

  async allGone(): Promise<void> {
    if (this.counts.size > 0) await new Promise<void>((resolve) => (this.lastGone = resolve));
  }

  all(): LiveSocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])];
  }

  private in(room: string): LiveSocket[] {
    const { adapter, sockets } = this.server?.sockets ?? {};
    return [...(adapter?.rooms.get(room) ?? [])].flatMap((id) => sockets?.get(id) ?? []);
  }

  private endAll(sockets: readonly LiveSocket[]): void {
    countDropped('session_ended', sockets.length);
    for (const socket of sockets) {
      socket.emit('ended');
      socket.disconnect(true);
    }
  }
}

const LIMITED = 'limited:';
/** A limited user of a provider. The stream of the provider goes to this user's sockets event by event. */
export interface Limited {
  readonly providerId: string;
  readonly userId: string;
}
/** Returns the name of the group of a limited user's subscribed sockets. */
export const ofLimited = ({ providerId, userId }: Limited): string => `${LIMITED}${providerId}:${userId}`;
const ofSession = (sessionId: string): string => `session:${sessionId}`;
const ofUser = (userId: string): string => `user:${userId}`;
