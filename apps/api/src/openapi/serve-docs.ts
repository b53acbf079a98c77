import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describe } from './describe-routes.js';

/**
 * Serves the OpenAPI document of the API: as pages at `/docs`, and as data at `/docs/json` and `/docs/yaml`.
 */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApi(app), {
    jsonDocumentUrl: 'docs/json',
    yamlDocumentUrl: 'docs/yaml',
    customSiteTitle: 'Homeward API',
  });
}

export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Homeward')
    .setDescription(
      'An open e-brokerage for home care. Every refusal is an RFC 9457 problem with a stable code.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  return describe(SwaggerModule.createDocument(app, about, { autoTagControllers: true }), app);
}
