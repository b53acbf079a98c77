import type { FastifyError, FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LARGEST_BODY_BYTES } from '#contracts/documents';
import { DomainError } from '#domain/domain-error';
import { DEEPEST, MOST_NODES } from './body-limits.js';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [SQUARE, CURLY, END_SQUARE, END_CURLY] = [0x5b, 0x7b, 0x5d, 0x7d];

/**
 * Returns true if a JSON text is nested deeper, or has more values, than any request needs. Reads each byte
 * once, because the JSON parser itself takes very long for a deep text.
 */
export function isTooDeepOrWide(json: Uint8Array): boolean {
  let depth = 0;
  let values = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) isInText = !isInText;
    else if (isInText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === SQUARE || byte === CURLY) depth++;
    else if (byte === END_SQUARE || byte === END_CURLY) depth--;
    else if (byte === COMMA) values++;
    if (depth > DEEPEST || values > MOST_NODES) return true;
  }
  return false;
}

/**
 * Parses JSON request bodies, after a check of their nesting. Request bodies from HTML forms are refused: the
 * API takes JSON and documents only.
 */
export function acceptPlainJson(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: LARGEST_BODY_BYTES }, (request, body, done) => {
    if (isTooDeepOrWide(body))
      return done(
        new DomainError('invalid_request', {
          fields: { body: ['is larger than anything asked for here'] },
        }),
      );
    void parse(request as FastifyRequest, body as unknown as string, done);
  });
  app.useBodyParser('application/x-www-form-urlencoded', { bodyLimit: 0 }, (_request, _body, done) =>
    done(new DomainError('unsupported_media_type') as unknown as FastifyError),
  );
}
