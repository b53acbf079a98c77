import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as Pino, type LoggerOptions, pino } from 'pino';
import type { Config } from '../config/config.js';
import { currentTraceId } from '../tracing/tracing.js';
import { requestContext } from './request-context.js';

export type Logger = Pino;

/** The token under which Nest injects the logger of the process. */
export const LOGGER = Symbol('logger');

/**
 * Creates a logger that writes JSON lines with process name, request id and trace id. Log only ids, numbers
 * and codes, never personal data.
 */
export function createLogger(
  name: string,
  config: Pick<Config, 'LOG_LEVEL'>,
  to: DestinationStream = pino.destination(1),
): Logger {
  const options: LoggerOptions = {
    name,
    level: config.LOG_LEVEL,
    mixin: () => ({ ...requestContext.getStore(), traceId: currentTraceId() }),
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: withoutParameters },
  };
  return pino(options, to);
}

/**
 * Converts an error to log fields. Leaves out query parameters and PostgreSQL's detail text, because they may
 * contain personal data.
 */
function withoutParameters(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { type: name, message: error.message, code, constraint, stack };
}

/** Passes Nest's own log messages on to the logger. Nest's normal messages get the level debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
}
