import type { IncomingHttpHeaders } from 'node:http';

/**
 * Returns the client addresses for the header `x-forwarded-for`. These are the received addresses and the
 * address that sent this request. The API needs them to throttle sign-ins by client address.
 */
export function forwardedFor({
  headers,
  ip,
}: {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
}): string {
  const before = headers['x-forwarded-for'];
  return before ? `${String(before)}, ${ip}` : ip;
}

/**
 * Returns true if the client used https to reach the proxy that ends TLS. The answer comes from a request
 * header. A client that forges the header harms only its own session.
 */
export function isHttps(headers: IncomingHttpHeaders): boolean {
  const [first] = String(headers['x-forwarded-proto'] ?? '').split(',', 1);
  return first?.trim() === 'https';
}
