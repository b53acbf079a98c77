import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MIGRATION_NAMES } from '#migrations/all';
import { assertSeparateAccounts, assertUsableDatabase } from '#platform/database/assert-usable-database';
import { LOGGER, type Logger, NestLog } from '#platform/logging/logger';
import { runProcess } from '#platform/process/run-process';
import { WorkerModule } from './worker.module.js';

await runProcess('worker', async (config) => {
  await assertUsableDatabase(config.DATABASE_URL, MIGRATION_NAMES);
  await assertSeparateAccounts(config);
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
