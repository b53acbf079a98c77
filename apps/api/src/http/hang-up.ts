import type { FastifyRequest } from 'fastify';

/** Returns true if the client disconnected before its whole request had arrived. No one reads the answer then. */
export function hasHungUp({ raw }: Pick<FastifyRequest, 'raw'>): boolean {
  return raw.destroyed && !raw.complete;
}
