import type { Acknowledgement, ClientToServer, FeedResumed, ServerToClient } from '#contracts/live';
import type { EventMessage } from '#contracts/events';
import type { Socket } from 'socket.io-client';
import { keepCounting } from './countdown.js';
import { isListenedTo } from './notify.js';
import { Refresher } from './refresh.js';
import { goneStale, regionsIn } from './regions.js';
import { LiveState } from './state.js';

type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ANSWER_WITHIN_MS = 20_000;
const CONNECT_AGAIN_MS = 1_000;
/** A page that nobody has looked at or listens to for so long lets its connection go, and catches up when it is looked at. */
const UNSEEN_MS = 300_000;
/** These say that the page as a whole must be read anew. */
const LOST_THE_THREAD = new Set(['feed_position_unknown', 'feed_position_too_old']);

/** Follows the feed from where the page was read, and has read again what goes stale. */
export function followFeed(): void {
  keepCounting();
  const { liveAfter } = document.body.dataset;
  if (liveAfter === undefined || regionsIn(document).length === 0) return;
  void import('./socket.io.esm.min.js').then(({ io }) => {
    const path = '/live';
    new Follower(io({ path, transports: ['websocket'], autoConnect: false }), liveAfter).start();
  });
}

class Follower {
  private readonly state = new LiveState();
  private readonly refresher = new Refresher(this.state);
  private unseen: number | undefined;

  constructor(
    private readonly socket: LiveSocket,
    private after: string,
  ) {}

  start(): void {
    const { socket, state } = this;
    socket.on('connect', () => void this.resume());
    socket.on('event', (event) => this.hear(event));
    socket.on('ended', () => this.end('signed-out'));
    socket.on('leaving', ({ reconnectWithinMs }) => {
      setTimeout(() => socket.disconnect().connect(), Math.random() * reconnectWithinMs);
    });
    socket.on('disconnect', (reason) => {
      state.say('reconnecting');
      if (reason === 'io server disconnect') this.connectAgain();
    });
    socket.on('connect_error', (error) => this.refused((error as { data?: { code?: string } }).data?.code));
    document.addEventListener('visibilitychange', () => this.seen(!document.hidden));
    socket.connect();
  }

  private async resume(): Promise<void> {
    const asked = this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('feed.resume', { after: this.after });
    const answer = (await asked.catch(() => undefined)) as Acknowledgement<FeedResumed> | undefined;
    if (answer?.ok) return this.state.say('live');
    if (answer && LOST_THE_THREAD.has(answer.problem.code)) return this.end('stale');
    this.socket.disconnect();
    this.connectAgain();
  }

  private hear(event: EventMessage): void {
    this.after = event.position;
    document.dispatchEvent(new CustomEvent<EventMessage>('homeward:event', { detail: event }));
    this.refresher.refresh(goneStale(regionsIn(document), event));
  }

  /** Without a code the server was not reached, and the library tries again by itself. */
  private refused(code: string | undefined): void {
    if (code === undefined) return this.state.say('reconnecting');
    if (code === 'not_signed_in') return this.end('signed-out');
    if (code === 'too_many_sockets') return this.end('too-many');
    this.connectAgain();
  }

  private connectAgain(): void {
    setTimeout(() => this.socket.connect(), CONNECT_AGAIN_MS);
  }

  private end(how: 'signed-out' | 'stale' | 'too-many'): void {
    this.state.say(how);
    this.socket.disconnect();
  }

  private seen(isSeen: boolean): void {
    clearTimeout(this.unseen);
    if (this.state.isOver) return;
    if (isSeen) this.socket.connect();
    else if (!isListenedTo()) this.unseen = setTimeout(() => this.socket.disconnect(), UNSEEN_MS);
  }
}
