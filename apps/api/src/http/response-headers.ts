import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * The headers of an answer with data. No cache may keep the answer, because it may contain personal data. A
 * browser that shows the answer may load nothing and run nothing.
 */
export const DATA_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

/**
 * Sets the headers of every answer, and compresses long answers. A route whose answer is public, or is a page,
 * replaces these headers.
 *
 * Request bodies are never decompressed: a few bytes could become gigabytes.
 */
export async function setResponseHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet, { contentSecurityPolicy: false, xFrameOptions: { action: 'deny' } });
  await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      void reply.headers(DATA_HEADERS);
      done();
    });
}
