import path from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import type { Role } from '#contracts/access';
import type { ErrorCode, Problem } from '#contracts/errors';
import type { UserView } from '#contracts/identity';
import { type ConsoleSettings, servePages } from '../src/console/console.js';
import { Visitor } from './visitor.js';

/** What an API says to a request such as `GET /v1/me`: a body, a refusal, or an answer as it is for a file. */
export type Says = (request: AskedOf) => unknown;

export interface AskedOf {
  readonly door: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that is not 200. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'internal_error',
    readonly facts?: Problem['facts'],
  ) {}
}

/** Nobody answers. */
export const AWAY = Symbol('away');

export const TOKEN = 'token-of-a-session';

export const aUser = (role: Role): UserView => ({
  id: '01900000-0000-7000-8000-000000000001',
  email: 'user@example.org',
  name: "Seán O'Brien <b> 李",
  role,
  authorityId: role === 'provider' ? null : '01900000-0000-7000-8000-000000000002',
  providerId: role === 'provider' ? '1-101635212' : null,
  disabledAt: null,
  version: 1,
});

/** The console's pages before an API that says what a test has it say; every request to it is kept. */
export class ConsoleBefore {
  readonly asked: AskedOf[] = [];
  readonly bugs: unknown[] = [];

  private constructor(
    readonly web: FastifyInstance,
    private readonly says: Record<string, unknown>,
  ) {}

  static async open(
    says: Record<string, unknown>,
    settings: Partial<ConsoleSettings> = {},
  ): Promise<ConsoleBefore> {
    const web = fastify();
    const before = new ConsoleBefore(web, says);
    await web.register((pages) =>
      servePages(pages, {
        apiUrl: 'http://api.invalid',
        folder: path.resolve(__dirname, '../../../dist/apps/web'),
        demonstration: [],
        now: () => new Date('2026-01-15T09:00:00Z'),
        tellBug: (error) => before.bugs.push(error),
        send: (url, options) => before.answer(url, options),
        ...settings,
      }),
    );
    return before;
  }

  visitor(headers: Readonly<Record<string, string>> = {}): Visitor {
    return new Visitor(this.web, headers);
  }

  /** Somebody of this role who has signed in. */
  signedIn(role: Role, headers: Readonly<Record<string, string>> = {}): Visitor {
    this.says['GET /v1/me'] = aUser(role);
    this.says['GET /v1/feed'] = { items: [], position: '0', more: false };
    const visitor = this.visitor(headers);
    visitor.cookies.set('homeward-session', TOKEN);
    return visitor;
  }

  private answer(url: URL, { method = 'GET', body, headers }: RequestInit): Promise<Response> {
    const request: AskedOf = {
      door: `${method} ${url.pathname}${url.search}`,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      headers: headers as Record<string, string>,
    };
    this.asked.push(request);
    const said = this.says[request.door];
    const answer: unknown = typeof said === 'function' ? (said as Says)(request) : said;
    if (answer === AWAY) return Promise.reject(new TypeError('fetch failed'));
    if (answer instanceof Refusal) return Promise.resolve(problem(answer));
    if (answer instanceof Response) return Promise.resolve(answer);
    if (answer === undefined) return Promise.resolve(problem(new Refusal(404, 'unknown_route')));
    return Promise.resolve(answer === null ? new Response(null, { status: 204 }) : Response.json(answer));
  }
}

function problem({ status, code, facts }: Refusal): Response {
  const said: Problem = {
    type: 'x',
    title: code,
    status,
    code,
    requestId: 'request-1',
    ...(facts && { facts }),
  };
  return Response.json(said, { status });
}
