import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { type RouteAccess, needsIdempotencyKey } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import { requestContext } from '#platform/logging/request-context';
import { InFlight } from '../http/requests-in-flight.js';
import { WriteQuota } from '../http/write-quota.js';
import { ROUTE_ACCESS_METADATA, PUBLIC, type SignedInRequest } from './route-decorators.js';
import { Authenticate, bearerToken } from './authenticate.js';
import { loggedActor } from './logged-actor.js';

const LONGEST_KEY = 200;

/**
 * Checks every HTTP request before its route runs. Refuses a request without a valid session, or with a role
 * that may not use the route. Also refuses every request to a route that declares no route access.
 */
@Injectable()
export class RouteAccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly inFlight: InFlight,
    private readonly writeQuota: WriteQuota,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // `LiveAnswers` checks socket messages
    const access = this.reflector.getAllAndOverride<RouteAccess | typeof PUBLIC | undefined>(
      ROUTE_ACCESS_METADATA,
      [context.getHandler(), context.getClass()],
    );
    if (access === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const signedIn = await this.authenticate.signedIn(bearerToken(request.headers.authorization));
    if (!access) throw new DomainError('role_not_allowed');
    this.authenticate.admit(signedIn, access);
    const store = requestContext.getStore();
    if (store) Object.assign(store, loggedActor(signedIn.actor));
    if (!isRead(request.method)) await this.writeQuota.count(signedIn.actor);
    request.inFlight = this.inFlight.enter(signedIn.actor.userId);
    const leave = request.inFlight.hold();
    const { raw } = context.switchToHttp().getResponse<FastifyReply>();
    if (raw.destroyed)
      leave(); // the client disconnected while the session was checked, so the response emits no close event
    else raw.once('close', leave);
    const requestKey = keyOf(request, access);
    request.signedIn = { ...signedIn, caller: { actor: signedIn.actor, requestKey } };
    return true;
  }
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * Returns the idempotency key in the header `Idempotency-Key`.
 *
 * @throws DomainError `idempotency_key_required` if a POST request that needs a key has none;
 * `invalid_request` if the key is too long
 */
function keyOf(request: SignedInRequest, access: RouteAccess): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined && request.method === 'POST' && needsIdempotencyKey(access))
    throw new DomainError('idempotency_key_required');
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > LONGEST_KEY)
    throw new DomainError('invalid_request', {
      fields: { 'Idempotency-Key': [`1 to ${LONGEST_KEY} characters`] },
    });
  return key;
}
