import path from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { isProviderRole, type Role } from '#contracts/roles-and-actors';
import type { ErrorCode, Problem } from '#contracts/errors';
import type { OwnUserView } from '#contracts/identity';
import { type ConsoleSettings, servePages } from '../src/console/console.js';
import { Visitor } from './visitor.js';

/** A function of a test that computes the fake API's answer to a request. */
export type ComputeAnswer = (request: ApiRequest) => unknown;

/** A request that the console sent to the fake API. */
export interface ApiRequest {
  /** The HTTP method and the path of the request: `GET /v1/me`. */
  readonly route: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** An error answer of the fake API, in the format problem details (RFC 9457). */
export class Refusal {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'internal_error',
    readonly facts?: Problem['facts'],
  ) {}
}

/** The answer of the fake API that stands for an API that cannot be reached. */
export const UNREACHABLE = Symbol('unreachable');

export const TOKEN = 'token-of-a-session';

export const aUser = (role: Role): OwnUserView => ({
  id: '01900000-0000-7000-8000-000000000001',
  email: 'user@example.org',
  name: "Seán O'Brien <b> 李",
  role,
  authorityId: isProviderRole(role) ? null : '01900000-0000-7000-8000-000000000002',
  providerId: isProviderRole(role) ? '1-101635212' : null,
  disabledAt: null,
  hasJoined: true,
  linkExpiresAt: null,
  branchIds: null,
  request: null,
  mailBouncedAt: null,
  version: 1,
  confirmsLists: false,
  unreadMessages: 0,
});

/**
 * A console for tests. Its fake API answers each route as the test defines. The console's clock is 09:00 on
 * 15 January 2026.
 */
export class TestConsole {
  /** All requests to the fake API, in the order in which they were sent. */
  readonly requests: ApiRequest[] = [];
  readonly bugs: unknown[] = [];

  private constructor(
    readonly web: FastifyInstance,
    private readonly answers: Record<string, unknown>,
  ) {}

  static async open(
    answers: Record<string, unknown>,
    settings: Partial<ConsoleSettings> = {},
  ): Promise<TestConsole> {
    const web = fastify();
    const site = new TestConsole(web, answers);
    await web.register((pages) =>
      servePages(pages, {
        apiUrl: 'http://api.invalid',
        folder: path.resolve(__dirname, '../../../dist/apps/web'),
        demonstration: [],
        now: () => new Date('2026-01-15T09:00:00Z'),
        onBug: (error) => site.bugs.push(error),
        fetch: (url, options) => site.answerRequest(url, options),
        ...settings,
      }),
    );
    return site;
  }

  visitor(headers: Readonly<Record<string, string>> = {}): Visitor {
    return new Visitor(this.web, headers);
  }

  signedIn(role: Role, headers: Readonly<Record<string, string>> = {}): Visitor {
    this.answers['GET /v1/me'] = aUser(role);
    this.answers['GET /v1/feed'] = { items: [], position: '0', more: false };
    const visitor = this.visitor(headers);
    visitor.cookies.set('homeward-session', TOKEN);
    return visitor;
  }

  /** Changes the fake API's answer to a route. */
  answer(route: string, answer: unknown): void {
    this.answers[route] = answer;
  }

  private answerRequest(url: URL, { method = 'GET', body, headers }: RequestInit): Promise<Response> {
    const request: ApiRequest = {
      route: `${method} ${url.pathname}${url.search}`,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      headers: headers as Record<string, string>,
    };
    this.requests.push(request);
    const given = this.answers[request.route];
    const answer: unknown = typeof given === 'function' ? (given as ComputeAnswer)(request) : given;
    if (answer === UNREACHABLE) return Promise.reject(new TypeError('fetch failed'));
    if (answer instanceof Refusal) return Promise.resolve(problem(answer));
    if (answer instanceof Response) return Promise.resolve(answer);
    if (answer === undefined) return Promise.resolve(problem(new Refusal(404, 'unknown_route')));
    return Promise.resolve(answer === null ? new Response(null, { status: 204 }) : Response.json(answer));
  }
}

function problem({ status, code, facts }: Refusal): Response {
  const details: Problem = { type: 'x', title: code, status, code, requestId: 'request-1', facts };
  return Response.json(details, { status });
}
