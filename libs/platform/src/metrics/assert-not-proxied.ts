import type { IncomingHttpHeaders } from 'node:http';
import { NotFoundException } from '@nestjs/common';

/**
 * Rejects requests that came through a proxy, so that metrics can be read only inside the network. A proxied
 * request has a `Forwarded` or `X-Forwarded-For` header.
 *
 * @throws NotFoundException for a proxied request
 */
export function assertNotProxied(headers: IncomingHttpHeaders): void {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined)
    throw new NotFoundException();
}
