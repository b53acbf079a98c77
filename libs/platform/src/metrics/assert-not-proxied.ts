import type { IncomingHttpHeaders } from 'node:http';
import { NotFoundException } from '@nestjs/common';

/**
 * Whatever a proxy passes on came from outside, and the web process always says whom it speaks for: to such a
 * request there are no metrics, whichever way its address was written.
 *
 * @throws NotFoundException
 */
export function assertNotProxied(headers: IncomingHttpHeaders): void {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined)
    throw new NotFoundException();
}
