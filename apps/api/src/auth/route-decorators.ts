import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RouteAccess } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import type { Caller } from '#platform/acts/caller';
import type { SignedIn } from './authenticate.js';

export const ROUTE_ACCESS_METADATA = 'homeward:route-access';
export const PUBLIC = 'public';

/**
 * Declares which roles may call a controller or a method. The guard refuses a route without this declaration.
 * `public` routes need no session.
 */
export const Allow = (access: RouteAccess | typeof PUBLIC): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_ACCESS_METADATA, access);

/** A request for which the session guard has found a valid session. */
export interface SignedInRequest extends FastifyRequest {
  signedIn?: SignedIn & { readonly caller: Caller };
}

/**
 * Injects the caller into a controller method: the signed-in user and the idempotency key. The guard has
 * already checked the session and the route access.
 */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { signedIn } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!signedIn) throw new DomainError('not_signed_in');
  return signedIn.caller;
});
