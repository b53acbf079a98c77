import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { MEDIA_TYPES, type MediaType } from '#contracts/documents';
import { IMPORT_MEDIA_TYPES } from '#contracts/imports';
import { UPLOAD_ROUTES, type UploadRoute } from '#contracts/uploads';
import type { RouteAccess } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import { Authenticate, bearerToken } from '../auth/authenticate.js';

/** A route that takes a file as its request body. */
interface Upload {
  readonly access: RouteAccess;
  readonly mediaTypes: readonly string[];
}

const UPLOADS: Readonly<Record<UploadRoute, Upload>> = {
  '/v1/documents': { access: 'document.upload', mediaTypes: MEDIA_TYPES },
  '/v1/imports': { access: 'import.upload', mediaTypes: IMPORT_MEDIA_TYPES },
  '/v1/reconciliations': { access: 'figures.upload', mediaTypes: IMPORT_MEDIA_TYPES },
};

const isUploadRoute = (url: string): url is UploadRoute => Object.hasOwn(UPLOADS, url);

/**
 * Lets only the upload routes accept a file as their request body, which may be as large as the route allows. Session, role
 * and media type are checked before the body is read.
 */
export function acceptUploads(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const authenticate = app.get(Authenticate, { strict: false });
  server.removeContentTypeParser('text/plain');
  const mediaTypes = [...new Set(Object.values(UPLOADS).flatMap((upload) => upload.mediaTypes))];
  server.addContentTypeParser(mediaTypes, { parseAs: 'buffer' }, (request, body, done) =>
    uploadOf(request) ? done(null, body) : done(new DomainError('unsupported_media_type')),
  );
  server.addHook('onRoute', (route) => {
    if (route.method === 'POST' && isUploadRoute(route.url)) route.bodyLimit = UPLOAD_ROUTES[route.url];
  });
  server.addHook('preParsing', async (request) => {
    const upload = uploadOf(request);
    if (!upload) return;
    authenticate.admit(
      await authenticate.signedIn(bearerToken(request.headers.authorization)),
      upload.access,
    );
    assertMediaType(request, upload);
  });
}

/**
 * Returns the media type of an uploaded document.
 *
 * @throws DomainError `document_type_not_allowed` for a media type that Homeward does not store
 */
export function mediaTypeOf(request: Pick<FastifyRequest, 'headers'>): MediaType {
  const mediaType = MEDIA_TYPES.find((one) => one === declaredType(request));
  if (!mediaType) throw new DomainError('document_type_not_allowed', { allowed: MEDIA_TYPES });
  return mediaType;
}

/** Returns the bytes of the request body, or zero bytes if the request has no body. */
export const bytesOf = ({ body }: FastifyRequest): Uint8Array =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);

function assertMediaType(request: FastifyRequest, { mediaTypes }: Upload): void {
  const declared = declaredType(request);
  if (declared === undefined || !mediaTypes.includes(declared))
    throw new DomainError('document_type_not_allowed', { allowed: mediaTypes });
}

const declaredType = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase();

function uploadOf({ method, routeOptions: { url = '' } }: FastifyRequest): Upload | undefined {
  return method === 'POST' && isUploadRoute(url) ? UPLOADS[url] : undefined;
}
