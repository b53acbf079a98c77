import type { IncomingHttpHeaders } from 'node:http';

/**
 * Returns the value for the header `x-forwarded-for`: the addresses that the request already has in this
 * header, and the address that sent the request. The API needs them to limit the sign-ins from each client
 * address.
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
 * Returns true if a request header says that the client used https. A client can forge the header, but harms
 * only its own session by doing so.
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

/** Returns true for an address such as `localhost`, which other machines cannot reach. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/**
 * Returns true if a request comes from a browser on this machine. The sender's address and the requested host
 * must both be loopback addresses, and no proxy may have forwarded the request.
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
