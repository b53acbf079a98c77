import type { IncomingHttpHeaders } from 'node:http';

/** The chain of addresses that a request came by, for `x-forwarded-for`. The API throttles sign-ins by address. */
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

/** True if the proxy that ends TLS received the request over https. A client that forges this only harms itself. */
export function isHttps(headers: IncomingHttpHeaders): boolean {
  const [first] = String(headers['x-forwarded-proto'] ?? '').split(',', 1);
  return first?.trim() === 'https';
}
