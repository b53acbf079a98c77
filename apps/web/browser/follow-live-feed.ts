import type { EventMessage } from '#contracts/events';
import type { Acknowledgement, ClientToServer, FeedResumed, ServerToClient } from '#contracts/live-feed';
import type { Socket } from 'socket.io-client';
import { hasAlerts } from './alerts.js';
import { serverNow, startCountdowns } from './countdown.js';
import { type Live, LiveState } from './live-state.js';
import { proxyFault } from './proxy-fault.js';
import { Refresher } from './refresh-page.js';
import { Unread } from './unread.js';
import { liveRegions, regionsDueBetween, staleRegions } from './live-regions.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ANSWER_WITHIN_MS = 20_000;
const RECONNECT_AFTER_MS = 1_000;
const CHECK_TIME_MS = 1_000;
/**
 * The server sends something every 3 seconds (`PING_EVERY_MS` of the API). After this time without anything, the
 * connection counts as lost, so that the page says so within ten seconds: 6.5 and 1 of checking and 1.5 of `LiveState`.
 */
const SILENT_AFTER_MS = 6_500;
/** The time after which a page that a proxy keeps from being live tries again. */
const TRY_PROXY_AGAIN_MS = 60_000;
/**
 * A page whose tab is hidden disconnects from the live feed after this many milliseconds, unless the user has
 * turned on the sound or notifications. When the tab is visible again, the page reconnects and receives the
 * missed events.
 */
const DISCONNECT_HIDDEN_AFTER_MS = 300_000;
/**
 * The error codes after which the live feed cannot continue from the page's feed position. The user must
 * reload the page.
 */
const RELOAD_CODES = new Set(['feed_position_unknown', 'feed_position_too_old']);

/**
 * Follows the live feed from the feed position at which the page was rendered. After each event, the parts of
 * the page that the event made outdated are replaced. Pages without such parts follow the feed too, for alerts and the
 * number of new messages.
 */
export function followFeed(): void {
  startCountdowns();
  const { liveAfter } = document.body.dataset;
  if (liveAfter === undefined) return;
  void import('./socket.io.esm.min.js').then(({ io }) => {
    const path = '/live';
    new FeedFollower(io({ path, transports: ['websocket'], autoConnect: false }), liveAfter).start();
  });
}

class FeedFollower {
  private readonly state = new LiveState(liveRegions().length > 0);
  private readonly refresher = new Refresher(this.state);
  private readonly unread = new Unread(this.refresher);
  private heardAt = performance.now();
  private hiddenTimer: number | undefined;
  private hasBeenLive = false;
  /** True while the page is disconnected because its tab is hidden. */
  private isPaused = false;

  constructor(
    private readonly socket: LiveSocket,
    private position: string,
  ) {}

  start(): void {
    const { socket, state } = this;
    socket.on('connect', () => void this.resume());
    socket.io.on('ping', () => (this.heardAt = performance.now()));
    socket.io.on('packet', () => (this.heardAt = performance.now()));
    socket.io.on('open', () => (this.heardAt = performance.now()));
    socket.on('event', (event) => this.onEvent(event));
    socket.on('ended', () => this.end('signed-out'));
    socket.on('leaving', ({ reconnectWithinMs }) => {
      setTimeout(() => socket.disconnect().connect(), Math.random() * reconnectWithinMs);
    });
    socket.on('disconnect', (reason) => {
      state.show(this.isPaused ? 'paused' : 'reconnecting');
      if (reason === 'io server disconnect') this.reconnect();
    });
    socket.on('connect_error', (error) => {
      void this.onRefusal((error as { data?: { code?: string } }).data?.code);
    });
    this.refreshOnTime();
    document.addEventListener('visibilitychange', () => this.onVisibility(!document.hidden));
    socket.connect();
  }

  /** Refreshes each live region at the instants at which its content changes. */
  private refreshOnTime(): void {
    let checkedAt = serverNow();
    setInterval(() => {
      const now = serverNow();
      this.refresher.refresh(regionsDueBetween(checkedAt, now));
      checkedAt = now;
      this.checkConnection();
    }, CHECK_TIME_MS);
  }

  /** Gives up a connection over which the server has said nothing for too long, and connects again. */
  private checkConnection(): void {
    if (!this.socket.connected || performance.now() - this.heardAt < SILENT_AFTER_MS) return;
    this.socket.io.engine.close();
  }

  private async resume(): Promise<void> {
    const request = this.socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('feed.resume', { after: this.position });
    const answer = (await request.catch(() => undefined)) as Acknowledgement<FeedResumed> | undefined;
    if (answer?.ok) {
      this.hasBeenLive = true;
      this.unread.askSoon(0);
      return this.state.show('live');
    }
    if (answer && RELOAD_CODES.has(answer.problem.code)) return this.end('stale');
    this.socket.disconnect();
    this.reconnect();
  }

  private onEvent(event: EventMessage): void {
    this.position = event.position;
    document.dispatchEvent(new CustomEvent<EventMessage>('homeward:event', { detail: event }));
    this.refresher.refresh(staleRegions(event));
    this.unread.askSoon();
  }

  /**
   * Handles a failed connection to the live feed.
   *
   * @param code  the API's error code; undefined if the server was not reached. In this case the socket
   * library tries again by itself
   */
  private async onRefusal(code: string | undefined): Promise<void> {
    // A proxy that changes the header Host makes the server refuse the session of a user who is signed in.
    const fault = await this.faultOfProxy(code);
    if (fault) this.state.show(fault);
    if (fault && code !== undefined) return void setTimeout(() => this.socket.connect(), TRY_PROXY_AGAIN_MS);
    if (fault) return;
    if (code === undefined) return this.state.show('reconnecting');
    if (code === 'not_signed_in') return this.end('signed-out');
    if (code === 'too_many_sockets') return this.end('too-many');
    this.reconnect();
  }

  /** Asks what the proxy does wrong, if this page has never been live. */
  private async faultOfProxy(code: string | undefined): Promise<Live | undefined> {
    const mayBeProxy = !this.hasBeenLive && (code === undefined || code === 'not_signed_in');
    return mayBeProxy ? proxyFault() : undefined;
  }

  private reconnect(): void {
    setTimeout(() => this.socket.connect(), RECONNECT_AFTER_MS);
  }

  private end(state: 'signed-out' | 'stale' | 'too-many'): void {
    this.state.show(state);
    this.socket.disconnect();
  }

  private onVisibility(isVisible: boolean): void {
    clearTimeout(this.hiddenTimer);
    if (this.state.isFinal) return;
    if (isVisible) {
      this.isPaused = false;
      this.socket.connect();
    } else if (!hasAlerts()) this.hiddenTimer = setTimeout(() => this.pause(), DISCONNECT_HIDDEN_AFTER_MS);
  }

  private pause(): void {
    this.isPaused = true;
    this.state.show('paused'); // the page then says that it is paused, even if its connection was already lost
    this.socket.disconnect();
  }
}
