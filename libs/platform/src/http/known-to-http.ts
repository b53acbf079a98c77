import { METHODS } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** `CONNECT` never becomes a request. */
export const METHODS_OF_REQUESTS: readonly string[] = METHODS.filter((method) => method !== 'CONNECT');

const USUAL: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Makes every method known that Node reads, such as `PROPFIND`. A request with one is then refused like a request with any
 * other wrong method. Its body is not read.
 */
export function knowEveryMethod(server: FastifyInstance): void {
  for (const method of METHODS_OF_REQUESTS)
    if (!USUAL.has(method)) server.addHttpMethod(method, { hasBody: false, overrideExisting: true });
}
