import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { LARGEST_DOCUMENT_BYTES, MEDIA_TYPES, type MediaType } from '#contracts/documents';
import { DomainError } from '#domain/domain-error';
import { Authenticate, bearerToken } from '../auth/authenticate.js';

const UPLOAD = '/v1/documents';

/**
 * Lets only the upload route accept a document as its request body. The body may be as large as the largest
 * allowed document. Session, role and media type are checked before the body is read.
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

/**
 * Returns the media type of an upload.
 *
 * @throws DomainError `document_type_not_allowed` for a media type that Homeward does not store
 */
export function mediaTypeOf({ headers }: Pick<FastifyRequest, 'headers'>): MediaType {
  const declared = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const mediaType = MEDIA_TYPES.find((one) => one === declared);
  if (!mediaType) throw new DomainError('document_type_not_allowed', { allowed: MEDIA_TYPES });
  return mediaType;
}

const isUpload = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === UPLOAD;
