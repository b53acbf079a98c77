import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What every log line of a request carries, wherever it is written: also in the jobs that its events call for. */
export interface RequestContext {
  readonly requestId: string;
  actorId?: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

const SANE = /^[A-Za-z0-9_-]{8,64}$/;

/** The id that somebody gave, when it is a sane one; else a new one. */
export const requestIdFrom = (given: unknown): string =>
  typeof given === 'string' && SANE.test(given) ? given : randomUUID();
