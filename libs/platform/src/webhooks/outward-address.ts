import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ip from 'ipaddr.js';
import { within } from '../process/time-limit.js';

const RESOLVE_WITHIN_MS = 3_000;

/** Networks into which calls may lead although they are private, as `WEBHOOK_PRIVATE_NETWORKS` lists them. */
export type AllowedNetworks = readonly string[];

/** Why an address is not called. */
export type AddressFault = 'not_an_address' | 'not_https' | 'leads_inwards' | 'not_found';

/** An address that may be called, with the network address that was checked. */
export interface CheckedAddress {
  readonly url: URL;
  /** The network address to connect to. A second look-up could give another one. */
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Checks that an address leads out of our own network. Every network address of its host must be public, or lie in an
 * allowed network; plain `http` is for allowed networks only. Looks the host up once: the caller must connect to the
 * address that was checked.
 */
export async function checkedAddress(
  text: string,
  allowed: AllowedNetworks,
): Promise<CheckedAddress | { readonly fault: AddressFault }> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username !== '' || url.password !== '') return { fault: 'not_an_address' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { fault: 'not_https' };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await resolve(host);
  const [first] = addresses;
  if (first === undefined) return { fault: 'not_found' };
  const isAllowed = addresses.every((address) => liesIn(address, allowed));
  if (!isAllowed && !addresses.every(isPublic)) return { fault: 'leads_inwards' };
  if (!isAllowed && url.protocol !== 'https:') return { fault: 'not_https' };
  return { url, address: first, family: isIP(first) === 6 ? 6 : 4 };
}

/** True for an address of the public internet. An IPv4 address that is written as IPv6 counts as IPv4. */
export function isPublic(address: string): boolean {
  return ip.isValid(address) && ip.process(address).range() === 'unicast';
}

/** True if a text names a network, such as `10.2.0.0/16`. */
export const isNetwork = (text: string): boolean => ip.isValidCIDR(text);

function liesIn(address: string, networks: AllowedNetworks): boolean {
  const own = ip.process(address);
  return networks.some((network) => {
    const [base, bits] = ip.parseCIDR(network);
    return base.kind() === own.kind() && own.match(base, bits);
  });
}

/** Returns the network addresses of a host name. Empty if the name does not exist, or is not answered in time. */
async function resolve(host: string): Promise<string[]> {
  try {
    const found = await within(RESOLVE_WITHIN_MS, lookup(host, { all: true, verbatim: true }));
    return found.map(({ address }) => address);
  } catch {
    // No answer of the look-up is the same as no address: the caller says that the host was not found.
    return [];
  }
}
