import { type OnModuleDestroy } from '@nestjs/common';
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
import { type Acknowledgement, type FeedResumed, LIVE_MESSAGES, LIVE_PATH } from '#contracts/live-feed';
import type { OwnOfferView } from '#contracts/offers';
import { DomainError } from '#domain/domain-error';
import { within } from '#platform/process/time-limit';
import { problemOf } from '../http/problem.js';
import { validated } from '../http/validation.js';
import {
  InvitationSeenDto,
  MakeOfferMessageDto,
  ResumeFeedDto,
  WithdrawOfferMessageDto,
} from './live-messages.dto.js';
import { LiveAnswers } from './answer-messages.js';
import { LiveSignIn } from './live-sign-in.js';
import { LiveFeed } from './live-feed.js';
import { LiveSockets } from './live-sockets.js';
import type { LiveServer, LiveSocket } from './live-socket.js';
import { PLAIN_PACKETS } from './plain-packets.js';
import { Resumption } from './resumption.js';

const LARGEST_MESSAGE_BYTES = 65_536;
/**
 * How often the server pings each client, in milliseconds. So a page notices within ten seconds that its connection is
 * lost. The server itself waits 20 seconds for the answer, because a busy telephone answers late.
 */
const PING_EVERY_MS = 3_000;
/**
 * The time in milliseconds in which clients disconnect by themselves when the server shuts down. Each client
 * chooses a random moment within this time, so that not all clients reconnect at once.
 */
const GO_WITHIN_MS = 1_000;
/**
 * The time in milliseconds in which running socket messages may finish, after the server has asked the
 * clients to leave.
 */
const FINISH_WITHIN_MS = 5_000;

/**
 * Receives socket messages from clients. Each message runs an act and gets an answer. The REST route for the
 * same command runs the same act. `LiveFeed` sends the events.
 */
@WebSocketGateway({
  path: LIVE_PATH,
  serveClient: false,
  pingInterval: PING_EVERY_MS,
  maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
  parser: PLAIN_PACKETS,
})
export class LiveGateway
  implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket>, OnModuleDestroy
{
  @WebSocketServer()
  private readonly server!: LiveServer;
  private hasBegun = false;

  constructor(
    private readonly signIn: LiveSignIn,
    private readonly sockets: LiveSockets,
    private readonly feed: LiveFeed,
    private readonly resumption: Resumption,
    private readonly answers: LiveAnswers,
    private readonly makeOffer: MakeOffer,
    private readonly withdrawOffer: WithdrawOffer,
    private readonly seeInvitation: SeeInvitation,
  ) {}

  afterInit(server: LiveServer): void {
    this.hasBegun = true;
    this.signIn.open(server);
    this.sockets.attach(server);
    this.feed.follow(server);
  }

  handleConnection(socket: LiveSocket): void {
    this.sockets.joinOwn(socket);
    // Each connection has one socket. So when the socket disconnects, its connection is closed too.
    socket.once('disconnect', () => socket.conn.close());
    socket.onAny((name: unknown, ...rest: unknown[]) => {
      if (!LIVE_MESSAGES.some((known) => known === name)) acknowledge(rest, new DomainError('unknown_route'));
    });
  }

  /**
   * Shuts the gateway down. Tells all clients to reconnect, so that they reach another process. Then waits
   * for the running messages and closes the remaining sockets.
   */
  async onModuleDestroy(): Promise<void> {
    if (!this.hasBegun) return;
    this.signIn.close();
    this.server.emit('leaving', { reconnectWithinMs: GO_WITHIN_MS });
    await within(GO_WITHIN_MS, this.sockets.allGone()).catch(() => undefined); // the remaining sockets are closed below
    await within(FINISH_WITHIN_MS, this.answers.allGiven()).catch(() => undefined);
    setImmediate(() => this.server.disconnectSockets(true)); // runs after the last answer has been sent
  }

  @SubscribeMessage('feed.resume')
  resume(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<FeedResumed>> {
    return this.answers.answer(socket, 'feed.read', async ({ actor }) => {
      const { after } = await validated(ResumeFeedDto, body);
      return { position: await this.resumption.resume(socket, actor, after) };
    });
  }

  @SubscribeMessage('offer.make')
  make(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<OwnOfferView>> {
    return this.answers.answer(socket, 'offer.make', async (caller) => {
      const { invitationId, idempotencyKey, terms } = await validated(MakeOfferMessageDto, body);
      return this.makeOffer.execute({ ...caller, requestKey: idempotencyKey }, { invitationId, terms });
    });
  }

  @SubscribeMessage('offer.withdraw')
  withdraw(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() body: unknown,
  ): Promise<Acknowledgement<OwnOfferView>> {
    return this.answers.answer(socket, 'offer.change', async (caller) => {
      const { offerId, idempotencyKey } = await validated(WithdrawOfferMessageDto, body);
      return this.withdrawOffer.execute({ ...caller, requestKey: idempotencyKey }, { offerId });
    });
  }

  @SubscribeMessage('invitation.seen')
  seen(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<Acknowledgement<null>> {
    return this.answers.answer(socket, 'invitation.answer', async (caller) => {
      const { invitationId } = await validated(InvitationSeenDto, body);
      await this.seeInvitation.execute(caller, { invitationId });
      return null;
    });
  }
}

const isCallback = (value: unknown): value is (answer: Acknowledgement<never>) => void =>
  typeof value === 'function';

function acknowledge(rest: readonly unknown[], error: DomainError): void {
  const callback = rest.at(-1);
  if (isCallback(callback)) callback({ ok: false, problem: problemOf(error) });
}
