import { BlockList } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '#platform/logging/logger';

export type ForwardingFault = 'too_few' | 'too_many';

const SENTENCES: Readonly<Record<ForwardingFault, string>> = {
  too_few:
    'X-Forwarded-For has fewer addresses than TRUSTED_PROXIES: a proxy does not send the header, or the number is too high. A client could then claim any address (docs/proxies.md).',
  too_many:
    'The address of a client looks like the address of a proxy: TRUSTED_PROXIES is too low, so everybody shares one limit of wrong passwords (docs/proxies.md).',
};

const LOG_AGAIN_AFTER_MS = 3_600_000;

/** Addresses of private networks and of the machine itself, where proxies usually are. */
const INSIDE = new BlockList();
INSIDE.addSubnet('127.0.0.0', 8);
INSIDE.addSubnet('10.0.0.0', 8);
INSIDE.addSubnet('172.16.0.0', 12);
INSIDE.addSubnet('192.168.0.0', 16);
INSIDE.addSubnet('fc00::', 7, 'ipv6');
INSIDE.addAddress('::1', 'ipv6');

const isInside = (address: string): boolean => INSIDE.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

interface Forwarded {
  /** The address that Fastify takes for the client's. */
  readonly ip: string;
  readonly forwardedFor: string | undefined;
  readonly proxies: number;
}

/**
 * Returns what is wrong with the addresses that the proxies sent. With one address more than proxies, the address
 * beyond the client's may also be a claim of the client, so the client's must be inside the network to count.
 */
export function forwardingFault({ ip, forwardedFor, proxies }: Forwarded): ForwardingFault | undefined {
  const addresses = forwardedFor?.split(',').length ?? 0;
  if (addresses < proxies) return 'too_few';
  return addresses > proxies && isInside(ip) ? 'too_many' : undefined;
}

/**
 * Logs once an hour what is wrong with the addresses that the proxies send. Looks at sign-ins only, because only
 * sign-ins are limited by address.
 */
export function watchForwardedAddresses(server: FastifyInstance, logger: Logger, proxies: number): void {
  const logged = new Map<ForwardingFault, number>();
  server.addHook('onRequest', (request, _reply, done) => {
    const fault = isSignIn(request)
      ? forwardingFault({
          ip: request.ip,
          forwardedFor: request.headers['x-forwarded-for']?.toString(),
          proxies,
        })
      : undefined;
    if (fault && performance.now() - (logged.get(fault) ?? -Infinity) > LOG_AGAIN_AFTER_MS) {
      logged.set(fault, performance.now());
      logger.warn(SENTENCES[fault]);
    }
    done();
  });
}

const isSignIn = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === '/v1/sessions';
