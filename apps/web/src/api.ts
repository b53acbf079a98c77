import { createHash } from 'node:crypto';
import type { ErrorCode, Problem } from '#contracts/errors';
import { problemOf, problemWith } from './problem-details.js';

const TIMEOUT_MS = 20_000;

/** The media type of an uploaded file if the browser does not know the file's type. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * An error in the format problem details (RFC 9457). Thrown if the API refuses a request or cannot be
 * reached.
 */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }

  /**
   * Returns the number of seconds after which the request may be sent again, if the API refused it because
   * there were too many. Otherwise undefined.
   */
  get retryAfterSeconds(): number | undefined {
    const given = this.problem.facts?.retryAfterSeconds;
    return typeof given === 'number' ? given : undefined;
  }
}

/** Throws an ApiProblem with the given error code. The API is not called. */
export function refuse(code: ErrorCode, status: number): never {
  throw new ApiProblem(problemWith(code, status));
}

/** The user for whom the console calls the API. The user may not have signed in yet. */
export interface Caller {
  readonly token: string | undefined;
  /**
   * The client addresses for the header `x-forwarded-for`. The API needs them, because it limits the number
   * of sign-ins from each client address.
   */
  readonly forwardedFor: string;
  /**
   * The name by which the browser identifies itself (user agent). The page with the user's sessions shows
   * this name for each session.
   */
  readonly client: string | undefined;
  /**
   * The CSRF token of the submitted form. Undefined if no form was submitted. Idempotency keys are computed
   * from this token.
   */
  readonly formToken?: string;
}

/** A file to upload to the API. */
export interface Upload {
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A file that the API returned. The API has checked that the user may read the file. */
export interface OpenedFile {
  readonly mediaType: string;
  readonly disposition: string;
  /** The bytes of the file. Null for an empty file. */
  readonly content: ReadableStream<Uint8Array> | null;
}

interface Content extends Partial<Upload> {
  readonly body?: object | undefined;
  readonly key?: string | undefined;
}

export type Fetch = (url: URL, options: RequestInit) => Promise<Response>;

/**
 * A client of the REST API that sends one user's requests. Every method throws ApiProblem if the API refuses
 * the request or does not answer.
 */
export class Api {
  constructor(
    private readonly url: string,
    private readonly caller: Caller,
    private readonly fetch: Fetch = globalThis.fetch,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.request<T>('GET', path);
  }

  /**
   * Sends a POST request to the API.
   *
   * @param key  the idempotency key; required for requests that create something. Without this argument, a
   * key is computed from the submitted form
   */
  post<T>(path: string, body: object = {}, key?: string): Promise<T> {
    return this.request<T>('POST', path, { body, key });
  }

  upload<T>(path: string, { mediaType, content }: Upload, key: string): Promise<T> {
    return this.request<T>('POST', path, { content, mediaType, key });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.request<T>('PATCH', path, { body });
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.request<T>('PUT', path, { body });
  }

  delete(path: string): Promise<void> {
    return this.request<void>('DELETE', path);
  }

  /**
   * Downloads a file from the API as a stream. The API must send the first chunk within the time limit.
   * Further chunks may take longer.
   *
   * @throws ApiProblem if the API refuses, or if the stream fails before its first chunk
   */
  async open(path: string): Promise<OpenedFile> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
    try {
      const answer = await this.reach(path, { ...this.options('GET'), signal: timeout.signal });
      if (!answer.ok) throw problemIn(await read(answer));
      return {
        mediaType: answer.headers.get('content-type') ?? UNKNOWN_TYPE,
        disposition: answer.headers.get('content-disposition') ?? 'attachment',
        content: answer.body && (await afterFirstPiece(answer.body).catch(unavailable)),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  private async request<T>(method: string, path: string, content: Content = {}): Promise<T> {
    const key = content.key ?? derivedKey(this.caller.formToken, { method, path, ...content });
    const options = {
      ...this.options(method, { ...content, key }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    const answer = await read(await this.reach(path, options));
    if (!answer.ok) throw problemIn(answer);
    return answer.json as T;
  }

  private options(method: string, content: Content = {}): RequestInit {
    const { token, forwardedFor, client } = this.caller;
    return {
      method,
      redirect: 'error',
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity', // the console and the API share a machine or a network, so compression costs more than it saves
        'x-forwarded-for': forwardedFor,
        ...(client && { 'user-agent': client }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(content.key && { 'idempotency-key': content.key }),
        ...(content.body && { 'content-type': 'application/json' }),
        ...(content.content && { 'content-type': content.mediaType || UNKNOWN_TYPE }),
      },
      ...(content.body && { body: JSON.stringify(content.body) }),
      ...(content.content && { body: content.content }),
    };
  }

  private async reach(path: string, options: RequestInit): Promise<Response> {
    const address = new URL(path, this.url);
    // Refuses a path that changed when it was parsed as a URL. Otherwise an id such as `..` would call
    // another API route than intended.
    if (address.pathname !== path.split('?', 1)[0]) throw new ApiProblem(problemOf({ statusCode: 404 }));
    try {
      return await this.fetch(address, options);
    } catch {
      return unavailable();
    }
  }
}

function unavailable(): never {
  throw new ApiProblem(problemOf({ statusCode: 503 }));
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly json: unknown;
}

/**
 * Reads the API's answer as JSON.
 *
 * @throws ApiProblem `temporarily_unavailable` if the answer is incomplete or is not JSON
 */
async function read(answer: Response): Promise<Answer> {
  try {
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return unavailable();
  }
}

function problemIn({ status, json }: Answer): ApiProblem {
  return new ApiProblem(isProblem(json) ? json : problemOf({ statusCode: status }));
}

function isProblem(json: unknown): json is Problem {
  return typeof json === 'object' && json !== null && 'code' in json && 'status' in json;
}

interface DerivedFrom {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
  readonly content?: Uint8Array;
}

/**
 * Computes an idempotency key from the form's CSRF token and the request. So the API runs the command once,
 * even if a user presses a button twice.
 *
 * GET requests and uploads get no key. Requests with a password get no key either, because the API stores a
 * digest of the request body with each key.
 */
function derivedKey(formToken: string | undefined, from: DerivedFrom): string | undefined {
  const { method, path, body, content } = from;
  if (!formToken || method === 'GET' || content || hasPassword(body)) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([formToken, method, path, body]))
    .digest('base64url');
}

const hasPassword = (body: object | undefined): boolean =>
  Object.keys(body ?? {}).some((field) => /password/i.test(field));

/**
 * Waiting for the first chunk of a file's stream, because an error page can only be sent before the first
 * chunk.
 *
 * Further chunks are read only as fast as the browser accepts them. Reading stops if the browser disconnects.
 */
async function afterFirstPiece(stream: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = stream.getReader();
  let first: Awaited<ReturnType<typeof reader.read>> | undefined = await reader.read();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (pieces) => {
        const { done, value } = first ?? (await reader.read());
        first = undefined;
        if (done) pieces.close();
        else pieces.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
