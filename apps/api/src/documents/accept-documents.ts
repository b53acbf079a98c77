import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { LARGEST_DOCUMENT_BYTES, MEDIA_TYPES, type MediaType } from '#contracts/documents';
import { DomainError } from '#domain/domain-error';
import { Authenticate, bearerToken } from '../auth/authenticate.js';

const UPLOAD = '/v1/documents';

/**
 * One route takes a document as its body, and may take a large one. Everywhere else such a body is refused as
 * before. It is read only once whoever sends it has been let in, and said to be of a type that is kept.
 */
export function acceptDocuments(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const authenticate = app.get(Authenticate, { strict: false });
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser([...MEDIA_TYPES], { parseAs: 'buffer' }, (request, body, done) =>
    isUpload(request) ? done(null, body) : done(new DomainError('unsupported_media_type')),
  );
  server.addHook('onRoute', (route) => {
    if (route.url === UPLOAD && route.method === 'POST') route.bodyLimit = LARGEST_DOCUMENT_BYTES;
  });
  server.addHook('preParsing', async (request) => {
    if (!isUpload(request)) return;
    authenticate.admit(
      await authenticate.signedIn(bearerToken(request.headers.authorization)),
      'document.upload',
    );
    mediaTypeOf(request);
  });
}

/** @throws DomainError `document_type_not_allowed` */
export function mediaTypeOf({ headers }: Pick<FastifyRequest, 'headers'>): MediaType {
  const declared = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const mediaType = MEDIA_TYPES.find((one) => one === declared);
  if (!mediaType) throw new DomainError('document_type_not_allowed', { allowed: MEDIA_TYPES });
  return mediaType;
}

const isUpload = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === UPLOAD;
