import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of a request carries, wherever it is written. */
export interface RequestContext {
  readonly requestId: string;
  actorId?: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
