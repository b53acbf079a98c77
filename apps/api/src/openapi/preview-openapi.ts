import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Config } from '#platform/config/config';
import { ApiModule } from '../api.module.js';
import { fastifyAdapter } from '../app.js';
import { openApi } from './serve-docs.js';

/**
 * Returns the OpenAPI document without starting the API. Nest reads the routes in preview mode, which creates
 * no instances and opens no connections.
 */
export async function previewOpenApi(): Promise<OpenAPIObject> {
  const config = Config.from({ DATABASE_URL: 'postgresql://not-connected' });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.for(config),
    fastifyAdapter(config),
    {
      preview: true,
      logger: false,
      abortOnError: false,
    },
  );
  return openApi(app);
}
