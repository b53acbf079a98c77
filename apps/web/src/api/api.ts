import type { Problem } from '#contracts/errors';
import { problemOf } from '../problem.js';
import { ApiProblem } from './api-problem.js';
import { begun } from './begun.js';
import { keyOfForm } from './form-key.js';

/** A page is not waited for longer. */
const PATIENCE_MS = 20_000;

/** On whose behalf the API is asked: the session's token, and what sign-in is throttled and listed by. */
export interface Asker {
  readonly token: string | undefined;
  /** The chain of addresses that the request came by. */
  readonly forwardedFor: string;
  readonly client: string | undefined;
  /** The token of the form that was sent, where one was: what it asks for twice in the same words is asked once. */
  readonly formToken?: string;
}

/** A document on its way to be kept. */
export interface Upload {
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A file of the API's on its way to whoever asked: who may read it was decided there. */
export interface OpenedFile {
  readonly mediaType: string;
  readonly disposition: string;
  /** Null for a file of nothing. */
  readonly content: ReadableStream<Uint8Array> | null;
}

interface Sent extends Partial<Upload> {
  readonly body?: object;
  readonly key?: string | undefined;
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

  /**
   * A file, as it comes: it is waited for until it begins, and may take its time then.
   *
   * @throws ApiProblem as everywhere, also where nothing of it comes
   */
  async open(door: string): Promise<OpenedFile> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const answer = await this.reached(door, { ...this.options('GET'), signal: patience.signal });
      if (!answer.ok) throw problemIn(await read(answer));
      return {
        mediaType: answer.headers.get('content-type') ?? UNKNOWN_TYPE,
        disposition: answer.headers.get('content-disposition') ?? 'attachment',
        content: answer.body && (await begun(answer.body).catch(isAway)),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** @throws ApiProblem in the API's own words, or `temporarily_unavailable` when it does not answer */
  private async ask<T>(method: string, door: string, sent: Sent = {}): Promise<T> {
    const key = sent.key ?? keyOfForm(this.asker.formToken, { method, door, ...sent });
    const options = { ...this.options(method, { ...sent, key }), signal: AbortSignal.timeout(PATIENCE_MS) };
    const heard = await read(await this.reached(door, options));
    if (!heard.ok) throw problemIn(heard);
    return heard.json as T;
  }

  private options(method: string, sent: Sent = {}): RequestInit {
    const { token, forwardedFor, client } = this.asker;
    return {
      method,
      redirect: 'error',
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
  }

  private async reached(door: string, options: RequestInit): Promise<Response> {
    const address = new URL(door, this.url);
    // An id such as `..` would lead to another door than the page meant.
    if (address.pathname !== door.split('?', 1)[0]) throw new ApiProblem(problemOf({ statusCode: 404 }));
    try {
      return await this.send(address, options);
    } catch {
      return isAway();
    }
  }
}

function isAway(): never {
  throw new ApiProblem(problemOf({ statusCode: 503 }));
}

interface Heard {
  readonly ok: boolean;
  readonly status: number;
  readonly json: unknown;
}

/** @throws ApiProblem `temporarily_unavailable` for an answer that broke off, or is none of the API's */
async function read(answer: Response): Promise<Heard> {
  try {
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return isAway();
  }
}

function problemIn({ status, json }: Heard): ApiProblem {
  return new ApiProblem(isProblem(json) ? json : problemOf({ statusCode: status }));
}

function isProblem(json: unknown): json is Problem {
  return typeof json === 'object' && json !== null && 'code' in json && 'status' in json;
}
