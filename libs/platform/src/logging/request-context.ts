import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/**
 * The fields that every log line of a request has. The log lines of jobs that the request caused have them
 * too.
 */
export interface RequestContext {
  readonly requestId: string;
  actorId?: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

const SANE = /^[A-Za-z0-9_-]{8,64}$/;

/** Returns the given request id if it has 8 to 64 letters, digits, `_` or `-`. Otherwise returns a new id. */
export const requestIdFrom = (given: unknown): string =>
  typeof given === 'string' && SANE.test(given) ? given : randomUUID();
