import type { FastifyRequest } from 'fastify';

/** Whose request it is that the API is asked for: sign-ins are throttled by address. */
export function forwardedFor({ headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>): string {
  const before = headers['x-forwarded-for'];
  return before ? `${String(before)}, ${ip}` : ip;
}
