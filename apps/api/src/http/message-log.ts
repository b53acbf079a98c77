import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Acknowledgement, LIVE_MESSAGES } from '#contracts/live-feed';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { requestContext, requestIdFrom } from '#platform/logging/request-context';
import { countMessage } from '#platform/metrics/request-metrics';
import { traced } from '#platform/tracing/tracing';
import { loggedActor } from '../auth/logged-actor.js';
import type { LiveSocket } from '../live/live-socket.js';

/**
 * Logs, measures and traces socket messages, as `logRequests` does for HTTP requests. Each message gets a
 * request id, which appears in log lines, events and error answers.
 */
@Injectable()
export class MessageLog implements NestInterceptor {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'ws') return next.handle();
    const message = nameOf(context.switchToWs().getPattern());
    const { signedIn } = context.switchToWs().getClient<LiveSocket>().data;
    const asked = { requestId: requestIdFrom(undefined), ...loggedActor(signedIn.actor) };
    const answering = requestContext.run(asked, () =>
      traced(`message ${message}`, {}, () => this.answer(message, next)),
    );
    return from(answering);
  }

  private async answer(message: string, next: CallHandler): Promise<unknown> {
    const began = performance.now();
    const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const code = isRefusal(answer) ? answer.problem.code : undefined;
    const milliseconds = performance.now() - began;
    countMessage(message, code ? 'refused' : 'done', milliseconds);
    this.logger.info({ message, code, milliseconds: Math.round(milliseconds) }, 'answered');
    return answer;
  }
}

/**
 * Returns the message name for use as a metric label. Returns `unknown` for a name outside the list of socket
 * messages, so that clients cannot create new metric labels.
 */
const nameOf = (pattern: string): string => LIVE_MESSAGES.find((known) => known === pattern) ?? 'unknown';

const isRefusal = (answer: unknown): answer is Extract<Acknowledgement<never>, { ok: false }> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
