import type { Problem } from '#contracts/errors';
import { problemOf } from '../problem.js';
import { ApiProblem } from './api-problem.js';

/** A page is not waited for longer. */
const PATIENCE_MS = 20_000;

/** On whose behalf the API is asked: the session's token, and what sign-in is throttled and listed by. */
export interface Asker {
  readonly token: string | undefined;
  /** The chain of addresses that the request came by. */
  readonly forwardedFor: string;
  readonly client: string | undefined;
}

/** A document on its way to be kept. */
export interface Upload {
  readonly mediaType: string;
  readonly content: Uint8Array;
}

interface Sent extends Partial<Upload> {
  readonly body?: object;
  readonly key?: string;
}

/** Of a file of which the browser does not know what it is. */
const UNKNOWN_TYPE = 'application/octet-stream';

export type Send = (url: URL, options: RequestInit) => Promise<Response>;

/** The API as any client knows it, asked on behalf of one visitor. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly asker: Asker,
    private readonly send: Send = fetch,
  ) {}

  /** The one who asks, with another session. */
  as(token: string): Api {
    return new Api(this.url, { ...this.asker, token }, this.send);
  }

  get<T>(door: string): Promise<T> {
    return this.ask<T>('GET', door);
  }

  /** @param key makes sending the same form twice one act; needed where something is created */
  post<T>(door: string, body: object = {}, key?: string): Promise<T> {
    return this.ask<T>('POST', door, { body, key });
  }

  /** The body is the document itself. */
  upload<T>(door: string, { mediaType, content }: Upload, key: string): Promise<T> {
    return this.ask<T>('POST', door, { content, mediaType, key });
  }

  patch<T>(door: string, body: object): Promise<T> {
    return this.ask<T>('PATCH', door, { body });
  }

  put<T>(door: string, body: object): Promise<T> {
    return this.ask<T>('PUT', door, { body });
  }

  delete(door: string): Promise<void> {
    return this.ask<void>('DELETE', door);
  }

  /** @throws ApiProblem in the API's own words, or `temporarily_unavailable` when it does not answer */
  private async ask<T>(method: string, door: string, sent: Sent = {}): Promise<T> {
    const { token, forwardedFor, client } = this.asker;
    const options: RequestInit = {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        accept: 'application/json',
        'x-forwarded-for': forwardedFor,
        ...(client && { 'user-agent': client }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(sent.key && { 'idempotency-key': sent.key }),
        ...(sent.body && { 'content-type': 'application/json' }),
        ...(sent.content && { 'content-type': sent.mediaType || UNKNOWN_TYPE }),
      },
      ...(sent.body && { body: JSON.stringify(sent.body) }),
      ...(sent.content && { body: sent.content }),
    };
    const { ok, status, json } = await this.heard(door, options);
    if (!ok) throw new ApiProblem(isProblem(json) ? json : problemOf({ statusCode: status }));
    return json as T;
  }

  private async heard(
    door: string,
    options: RequestInit,
  ): Promise<{ ok: boolean; status: number; json: unknown }> {
    const address = new URL(door, this.url);
    // An id such as `..` would lead to another door than the page meant.
    if (address.pathname !== door.split('?', 1)[0]) throw new ApiProblem(problemOf({ statusCode: 404 }));
    try {
      const answer = await this.send(address, options);
      const text = await answer.text();
      return { ok: answer.ok, status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
    } catch {
      throw new ApiProblem(problemOf({ statusCode: 503 }));
    }
  }
}

function isProblem(json: unknown): json is Problem {
  return typeof json === 'object' && json !== null && 'code' in json && 'status' in json;
}
