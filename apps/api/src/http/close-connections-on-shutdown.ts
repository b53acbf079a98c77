import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** The time in milliseconds that running requests have to finish after the process has begun to shut down. */
const FINISH_WITHIN_MS = 5_000;

/**
 * Closes all remaining connections five seconds after the process has begun to shut down. Otherwise an
 * unfinished request could keep the process running.
 */
@Injectable()
export class CloseConnectionsOnShutdown implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const { httpAdapter }: { httpAdapter?: HttpAdapterHost['httpAdapter'] } = this.host; // there is no adapter if the application has no HTTP server
    const server = httpAdapter?.getHttpServer() as Server | undefined;
    setTimeout(() => server?.closeAllConnections(), FINISH_WITHIN_MS).unref();
  }
}
