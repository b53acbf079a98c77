import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import type { SignedInRequest } from '../auth/route-decorators.js';

/**
 * Counts a request as running until its work is done, even if the client has disconnected. Otherwise a client
 * could start any number of requests by disconnecting from each.
 */
@Injectable()
export class HoldUntilAnswered implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const { inFlight } = context.switchToHttp().getRequest<SignedInRequest>();
    return inFlight ? next.handle().pipe(finalize(inFlight.hold())) : next.handle();
  }
}
