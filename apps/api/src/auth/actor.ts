import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RouteAccess } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import type { Caller } from '#platform/acts/caller';
import type { SignedIn } from './authenticate.js';

export const ROUTE_ACCESS_METADATA = 'homeward:route-access';
export const PUBLIC = 'public';

/** Which door a route is; a route without one is shut. `public` needs no session. */
export const Allow = (access: RouteAccess | typeof PUBLIC): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_ACCESS_METADATA, access);

/** What the guard leaves on a request. */
export interface SignedInRequest extends FastifyRequest {
  signedIn?: SignedIn & { readonly caller: Caller };
}

/** Who calls and with which key; the guard has found the session and let it through the door. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { signedIn } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!signedIn) throw new DomainError('not_signed_in');
  return signedIn.caller;
});
