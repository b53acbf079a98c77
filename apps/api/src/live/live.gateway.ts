import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import { type Acknowledgement, type FeedResumed, LIVE_MESSAGES, LIVE_PATH } from '#contracts/live';
import type { OwnOfferView } from '#contracts/offers';
import type { Door } from '#domain/access/doors';
import type { Subscriber } from '#domain/feed/streams';
import { DomainError } from '#domain/domain-error';
import type { Caller } from '#platform/acts/caller';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { within } from '#platform/process/within';
import { Authenticate, bearerToken } from '../auth/authenticate.js';
import { InFlight } from '../http/in-flight.js';
import { problemOf } from '../http/problem.js';
import { validated } from '../http/validation.js';
import { ConnectionBounds } from './connection-bounds.js';
import {
  InvitationSeenDto,
  MakeOfferMessageDto,
  ResumeFeedDto,
  WithdrawOfferMessageDto,
} from './live-messages.dto.js';
import { LiveFeed } from './live-feed.js';
import { LiveSockets } from './live-sockets.js';
import type { LiveServer, LiveSocket } from './live-socket.js';

const LARGEST_MESSAGE_BYTES = 65_536;
/** Whoever is told that the process goes has so long to go by themselves, not all at once. */
const GO_WITHIN_MS = 1_000;
/** What is under way then is given so long. */
const FINISH_WITHIN_MS = 5_000;

/** The live door: commands with acknowledgements, each the same act as over REST; events go out by the feed. */
@WebSocketGateway({
  path: LIVE_PATH,
  serveClient: false,
  maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
})
export class LiveGateway
  implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket>, OnModuleDestroy
{
  @WebSocketServer()
  private readonly server!: LiveServer;
  private readonly underWay = new Set<Promise<unknown>>();
  private isLeaving = false;
  private hasBegun = false;

  constructor(
    private readonly authenticate: Authenticate,
    private readonly inFlight: InFlight,
    private readonly feed: LiveFeed,
    private readonly sockets: LiveSockets,
    private readonly bounds: ConnectionBounds,
    private readonly makeOffer: MakeOffer,
    private readonly withdrawOffer: WithdrawOffer,
    private readonly seeInvitation: SeeInvitation,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A socket without a valid session never connects. */
  afterInit(server: LiveServer): void {
    this.hasBegun = true;
    this.bounds.bind(server);
    this.sockets.attach(server);
    server.use((socket, next) => {
      if (this.isLeaving || !this.bounds.enters(socket.conn)) return void socket.conn.close(true);
      this.signIn(socket).then(
        () => next(),
        (error: unknown) => this.refuse(socket, error, next),
      );
    });
    this.feed.follow(server);
  }

  handleConnection(socket: LiveSocket): void {
    this.sockets.joinOwn(socket);
    // One socket on one connection: without the one the other is nobody's.
    socket.once('disconnect', () => socket.conn.close());
    socket.onAny((name: unknown, ...rest: unknown[]) => {
      if (!LIVE_MESSAGES.some((known) => known === name)) acknowledge(rest, new DomainError('unknown_route'));
    });
  }

  /** Tells everybody to go elsewhere, finishes what they asked, and lets them go. */
  async onModuleDestroy(): Promise<void> {
    if (!this.hasBegun) return;
    this.isLeaving = true;
    this.bounds.unbind();
    this.server.emit('leaving', { reconnectWithinMs: GO_WITHIN_MS });
    await within(GO_WITHIN_MS, this.sockets.allGone()).catch(() => undefined); // those that stay are closed below
    await within(FINISH_WITHIN_MS, Promise.allSettled(this.underWay)).catch(() => undefined);
    setImmediate(() => this.server.disconnectSockets(true)); // behind the last acknowledgement
  }

  @SubscribeMessage('feed.resume')
  resume(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<FeedResumed>> {
    return this.answer(socket, 'feed.read', async ({ actor }) => {
      const { after } = await validated(ResumeFeedDto, body);
      return { position: await this.feed.resume(socket, actor, after) };
    });
  }

  @SubscribeMessage('offer.make')
  make(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<OwnOfferView>> {
    return this.answer(socket, 'offer.make', async (caller) => {
      const { invitationId, idempotencyKey, terms } = await validated(MakeOfferMessageDto, body);
      return this.makeOffer.execute({ ...caller, requestKey: idempotencyKey }, { invitationId, terms });
    });
  }

  @SubscribeMessage('offer.withdraw')
  withdraw(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<OwnOfferView>> {
    return this.answer(socket, 'offer.change', async (caller) => {
      const { offerId, idempotencyKey } = await validated(WithdrawOfferMessageDto, body);
      return this.withdrawOffer.execute({ ...caller, requestKey: idempotencyKey }, { offerId });
    });
  }

  @SubscribeMessage('invitation.seen')
  seen(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<Acknowledgement<null>> {
    return this.answer(socket, 'invitation.answer', async (caller) => {
      const { invitationId } = await validated(InvitationSeenDto, body);
      await this.seeInvitation.execute(caller, { invitationId });
      return null;
    });
  }

  /** A refusal is final for a client, so while the database is away the connection is dropped instead: it tries again. */
  private refuse(socket: LiveSocket, error: unknown, next: (error: Error) => void): void {
    const problem = problemOf(error);
    this.bounds.turnAway(socket.conn);
    if (problem.code === 'internal_error') this.logger.error({ err: error }, 'a sign-in failed');
    if (problem.status >= 500) socket.conn.close();
    else next(Object.assign(new Error(problem.code), { data: problem }));
  }

  private async signIn(socket: LiveSocket): Promise<void> {
    const { auth, headers } = socket.handshake;
    const token = typeof auth.token === 'string' ? auth.token : bearerToken(headers.authorization);
    const signedIn = await this.authenticate.signedIn(token);
    this.authenticate.admit(signedIn, 'live.connect');
    this.sockets.admit(socket, signedIn.actor.userId);
    this.bounds.letIn(socket.conn);
    socket.data = { token: token ?? '', signedIn, isResuming: false };
  }

  private answer<T>(
    socket: LiveSocket,
    door: Door,
    work: (caller: Caller<Subscriber>) => Promise<T>,
  ): Promise<Acknowledgement<T>> {
    const answer = this.admitAndDo(socket, door, work).finally(() => this.underWay.delete(answer));
    this.underWay.add(answer);
    return answer;
  }

  /** Who it is and what they may do is asked at each message: a session may have ended since the handshake. */
  private async admitAndDo<T>(
    socket: LiveSocket,
    door: Door,
    work: (caller: Caller<Subscriber>) => Promise<T>,
  ): Promise<Acknowledgement<T>> {
    let leave = (): void => undefined;
    try {
      leave = this.inFlight.enter(socket.data.signedIn.actor.sessionId);
      const signedIn = await this.authenticate.signedIn(socket.data.token);
      this.authenticate.admit(signedIn, door);
      return { ok: true, value: await work({ actor: signedIn.actor }) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) this.logger.error({ err: error, door }, 'a message failed');
      if (problem.code === 'not_signed_in') setImmediate(() => socket.disconnect(true));
      // A socket that could not be resumed would be silent for good: its client connects again instead.
      else if (door === 'feed.read' && problem.status >= 500) setImmediate(() => socket.conn.close());
      return { ok: false, problem };
    } finally {
      leave();
    }
  }
}

const isCallback = (value: unknown): value is (answer: Acknowledgement<never>) => void =>
  typeof value === 'function';

function acknowledge(rest: readonly unknown[], error: DomainError): void {
  const callback = rest.at(-1);
  if (isCallback(callback)) callback({ ok: false, problem: problemOf(error) });
}
