import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** A request that is under way when the process is told to go is given so long. */
const FINISH_WITHIN_MS = 5_000;

/** Lets nobody who never finishes a request keep the process from going. */
@Injectable()
export class CloseConnectionsOnShutdown implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const { httpAdapter }: { httpAdapter?: HttpAdapterHost['httpAdapter'] } = this.host; // none where nobody is served
    const server = httpAdapter?.getHttpServer() as Server | undefined;
    setTimeout(() => server?.closeAllConnections(), FINISH_WITHIN_MS).unref();
  }
}
