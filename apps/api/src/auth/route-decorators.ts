import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RouteAccess } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import type { Caller } from '#platform/acts/caller';
import type { RequestInFlight } from '../http/requests-in-flight.js';
import type { SignedIn } from './authenticate.js';

export const ROUTE_ACCESS_METADATA = 'homeward:route-access';
export const PUBLIC = 'public';

/**
 * Declares which roles may call a controller or a method. `RouteAccessGuard` refuses every request to a route
 * without this declaration. `public` routes need no session.
 */
export const Allow = (access: RouteAccess | typeof PUBLIC): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_ACCESS_METADATA, access);

/** A request for which `RouteAccessGuard` has found a valid session. */
export interface SignedInRequest extends FastifyRequest {
  signedIn?: SignedIn & { readonly caller: Caller };
  inFlight?: RequestInFlight;
}

/**
 * Injects the caller into a controller method: the signed-in user and the idempotency key. `RouteAccessGuard`
 * has already checked the session and the role.
 */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { signedIn } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!signedIn) throw new DomainError('not_signed_in');
  return signedIn.caller;
});
