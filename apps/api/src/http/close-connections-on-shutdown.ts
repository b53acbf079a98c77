import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** The time that running requests have to finish after the shutdown of the process has begun. */
const FINISH_WITHIN_MS = 5_000;

/**
 * Closes all remaining connections five seconds after the shutdown has begun, so that an unfinished request
 * cannot keep the process running.
 */
@Injectable()
export class CloseConnectionsOnShutdown implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const { httpAdapter }: { httpAdapter?: HttpAdapterHost['httpAdapter'] } = this.host; // Nest has no adapter if the application has no HTTP server
    const server = httpAdapter?.getHttpServer() as Server | undefined;
    setTimeout(() => server?.closeAllConnections(), FINISH_WITHIN_MS).unref();
  }
}
