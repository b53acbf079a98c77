import type { IncomingHttpHeaders } from 'node:http';
import { NotFoundException } from '@nestjs/common';

/**
 * Refuses a request that came through a proxy, so that metrics can be read only inside the network. Such a
 * request has a `Forwarded` or `X-Forwarded-For` header.
 *
 * @throws NotFoundException for a request that came through a proxy
 */
export function assertNotProxied(headers: IncomingHttpHeaders): void {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined)
    throw new NotFoundException();
}
