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

/** Returns the address under which a client reached the console, from the headers that its browser sent. */
export function originOf(headers: IncomingHttpHeaders): string {
  return `${isHttps(headers) ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/;

/** True for an address of the machine itself, which other machines cannot reach. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/**
 * True if a request comes from a browser on this machine: from a loopback address, under a loopback name, and
 * through no proxy.
 */
export function isLocal({
  headers,
  ip,
}: {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
}): boolean {
  const isForwarded = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded-') || name === 'forwarded',
  );
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  return !isForwarded && isLoopback(ip) && isLoopback(name);
}
