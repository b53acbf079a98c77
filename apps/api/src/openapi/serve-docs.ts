import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dump } from 'js-yaml';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describe } from './describe-routes.js';

const PATH = '/docs';

/** The pages of the documentation draw themselves by script, with styles and small pictures of their own. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the OpenAPI document, generated from the controllers: at `/docs` as pages, and at `/docs/json` and
 * `/docs/yaml` as data. The document is written once for each process, because writing takes long.
 */
export function serveDocs(app: NestFastifyApplication): void {
  const document = once(() => openApi(app));
  SwaggerModule.setup(PATH, app, document, { raw: false, customSiteTitle: 'Homeward API' });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (request, reply, payload, done) => {
    const { url = '' } = request.routeOptions;
    if (url === PATH || url.startsWith(`${PATH}/`)) {
      void reply.header('content-security-policy', PAGE_POLICY);
      if (reply.statusCode < 400) void reply.header('cache-control', 'public, no-cache');
    }
    done(null, payload);
  });
  server.get(
    `${PATH}/json`,
    sendOnce('application/json', () => JSON.stringify(document())),
  );
  server.get(
    `${PATH}/yaml`,
    sendOnce('text/yaml', () => dump(document(), { skipInvalid: true, noRefs: true })),
  );
}

/** Sends a text that is made at the first request. A client that has the text already gets 304. */
function sendOnce(type: string, write: () => string) {
  const written = once(() => {
    const text = Buffer.from(write());
    return { text, etag: `W/"${createHash('sha256').update(text).digest('base64url')}"` };
  });
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { text, etag } = written();
    void reply.header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply.type(`${type}; charset=utf-8`).send(text);
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Homeward')
    .setDescription(
      'An open e-brokerage for home care. Every refusal is an RFC 9457 problem with a stable code.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addServer('/', 'The server that serves this document.')
    .build();
  about.info.license = { name: 'MIT', identifier: 'MIT' } as typeof about.info.license & object;
  about.components = {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: 'The token that `POST /v1/sessions` returns, or the secret of a machine key.',
      },
    },
  };
  return describe(SwaggerModule.createDocument(app, about, { autoTagControllers: true }), app);
}
