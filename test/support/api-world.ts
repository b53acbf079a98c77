import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Socket, io } from 'socket.io-client';
import supertest, { type Response, type Test as Sent } from 'supertest';
import { Test } from '@nestjs/testing';
import { Clock } from '#platform/clock/clock';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { configureApi, fastifyAdapter } from '../../apps/api/src/app.js';
import { WORK } from '../../apps/worker/src/worker.module.js';
import { BrokerageModule } from '#brokerage/brokerage.module';
import type { EventMessage } from '#contracts/events';
import { type ClientToServer, LIVE_PATH, type ServerToClient } from '#contracts/live-feed';
import { WakeUps } from '#platform/log/wake-ups';
import type { Logger } from '#platform/logging/logger';
import { committedOpenApi } from './openapi-check.js';
import { freshRedis, type FreshRedis } from './environment.js';
import { World } from './world.js';

export type LiveClient = Socket<ServerToClient, ClientToServer>;

export interface LiveGiven {
  readonly after?: string;
  /** The base URL of the API process to connect to. If absent, the first API process. */
  readonly at?: string;
}

export interface AnotherApi {
  readonly url: string;
  close(): Promise<void>;
}

export interface Listener {
  readonly socket: LiveClient;
  readonly heard: EventMessage[];
  readonly position: string;
}

/**
 * Sends requests as a signed-in user. Each request has the user's token. Each POST request also has a new
 * idempotency key.
 */
export interface Client {
  get(path: string): Sent;
  post(path: string, body?: object, key?: string): Sent;
  put(path: string, body?: object): Sent;
  patch(path: string, body?: object): Sent;
  delete(path: string): Sent;
}

/** The fixture of end-to-end tests: a running API on a free port and a running worker. */
export class ApiWorld {
  private readonly sockets: LiveClient[] = [];

  private constructor(
    readonly world: World,
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly redis: FreshRedis | undefined,
  ) {}

  /**
   * Starts the API and the worker. With `REDIS_URL` in the environment the queues are on Redis, otherwise on
   * PostgreSQL.
   */
  static async open(settings: Readonly<Record<string, string>> = {}, logger?: Logger): Promise<ApiWorld> {
    const redis = await freshRedis();
    const world = await World.open({
      imports: (config) => [ApiModule.for(config), BrokerageModule],
      providers: WORK,
      settings: { ...settings, REDIS_URL: redis?.url ?? '' },
      logger,
    });
    const app = world.module.createNestApplication<NestFastifyApplication>(fastifyAdapter(world.config));
    await configureApi(app);
    await app.listen(0, '127.0.0.1');
    return new ApiWorld(world, app, await app.getUrl(), redis);
  }

  as(user: { readonly token: string }): Client {
    const send = (test: Sent): Sent =>
      test
        .set('authorization', `Bearer ${user.token}`)
        .expect((answer) => this.assertDescribed(test, answer));
    const client = supertest(this.url);
    return {
      get: (path) => send(client.get(path)),
      post: (path, body = {}, key = this.world.aKey()) =>
        send(client.post(path)).set('idempotency-key', key).send(body),
      put: (path, body = {}) => send(client.put(path)).send(body),
      patch: (path, body = {}) => send(client.patch(path)).send(body),
      delete: (path) => send(client.delete(path)),
    };
  }

  /** Throws an error if a response differs from the OpenAPI document. */
  private assertDescribed(test: Sent, { status, type, body }: Response): void {
    const path = test.url.slice(this.url.length);
    const fault = committedOpenApi().faultIn(test.method, path, { status, type, body: body as unknown });
    if (fault) throw new Error(`not as docs/api/openapi.json (npm run openapi) describes: ${fault}`);
  }

  /** Sends requests without a session. */
  get anyone(): ReturnType<typeof supertest> {
    return supertest(this.url);
  }

  /**
   * Connects to the live socket as a user and resumes the feed, after the position `after` if it is given.
   * `heard` collects the received events.
   */
  async live(user: { readonly token: string }, { after, at = this.url }: LiveGiven = {}): Promise<Listener> {
    const socket = this.socket(user.token, at);
    const heard: EventMessage[] = [];
    socket.on('event', (message) => heard.push(message));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    const answer = await socket.emitWithAck('feed.resume', after === undefined ? {} : { after });
    if (!answer.ok) throw new Error(`not resumed: ${answer.problem.code}`);
    return { socket, heard, position: answer.value.position };
  }

  /**
   * Starts a second API process. It has its own modules, connections and port, but the same database and
   * clock as the first.
   */
  async another({ wakeUps }: { readonly wakeUps?: WakeUps } = {}): Promise<AnotherApi> {
    const { config, clock } = this.world;
    const building = Test.createTestingModule({ imports: [ApiModule.for(config)] });
    building.overrideProvider(Clock).useValue(clock);
    if (wakeUps) building.overrideProvider(WakeUps).useValue(wakeUps);
    const module = await building.compile();
    const app = module.createNestApplication<NestFastifyApplication>(fastifyAdapter(config));
    await configureApi(app);
    await app.listen(0, '127.0.0.1');
    return { url: await app.getUrl(), close: () => app.close() };
  }

  /** Creates a client of the live socket that has not connected yet. */
  socket(token: string, at = this.url): LiveClient {
    const options = {
      path: LIVE_PATH,
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    };
    const socket: LiveClient = io(at, options);
    this.sockets.push(socket);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    await this.app.close();
    await this.world.close();
    await this.redis?.drop();
  }
}

/**
 * Waits until a condition is true.
 *
 * @throws Error that names the condition, after about five seconds
 */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`it never came to be that ${what}`);
}
