import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LOGGER, type Logger, NestLog } from '#platform/logging/logger';
import { runProcess } from '#platform/process/run-process';
import { WorkerModule } from './worker.module.js';

await runProcess('worker', async (config) => {
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.for(config),
    new FastifyAdapter(),
    {
      abortOnError: false,
      bufferLogs: true,
    },
  );
  app.useLogger(new NestLog(app.get<Logger>(LOGGER)));
  return app;
});
