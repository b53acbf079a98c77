import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LARGEST_BODY_BYTES, LARGEST_DOCUMENT_BYTES } from '#contracts/documents';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True if the form that is sent to this route carries a file. */
    readonly takesFile?: boolean;
  }
}

/** The largest form without a file. */
export const LARGEST_FORM_BYTES = 200_000;
/** The largest document with the form around it. */
const LARGEST_FORM_WITH_FILE_BYTES = LARGEST_DOCUMENT_BYTES + LARGEST_BODY_BYTES;
const MULTIPART = 'multipart/form-data';
const NO_FILE_HERE = Object.assign(new Error('no file is taken here'), { statusCode: 415 });

/** The largest body that the route of a request takes. */
export function largestBodyAt(request: FastifyRequest): number {
  return takesFile(request) ? LARGEST_FORM_WITH_FILE_BYTES : LARGEST_BODY_BYTES;
}

const takesFile = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.takesFile === true;

/**
 * Reads multipart forms for the routes that take a file, and refuses them on every other route. A form that is larger
 * than a form without a file is read only for a signed-in user. A smaller one is read for anyone, so that a user who
 * was signed out can send it again.
 */
export function acceptMultipart(web: FastifyInstance, settings: ExchangeSettings): void {
  web.addContentTypeParser(
    MULTIPART,
    { parseAs: 'buffer', bodyLimit: LARGEST_FORM_WITH_FILE_BYTES },
    (request: FastifyRequest, body: Buffer) => readMultipart(request.headers['content-type'] ?? '', body),
  );
  web.addHook('preParsing', async (request, reply) => {
    if (!request.headers['content-type']?.toLowerCase().startsWith(MULTIPART)) return;
    if (!takesFile(request)) throw NO_FILE_HERE;
    if (Number(request.headers['content-length']) <= LARGEST_FORM_BYTES) return;
    await new PageExchange(settings, request, reply).signedInUser();
  });
}

/** A file that was sent with a form. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/**
 * The fields of a multipart form, and the file if one was chosen.
 *
 * @throws Error with status 400 if the body is not such a form
 */
export async function readMultipart(
  contentType: string,
  body: Buffer,
): Promise<Readonly<Record<string, string | SentFile>>> {
  const headers = { 'content-type': contentType };
  const parts = await new Response(body, { headers }).formData().catch(() => {
    throw Object.assign(new Error('not a form'), { statusCode: 400 });
  });
  const fields: [string, string | SentFile][] = [];
  for (const [name, part] of parts)
    if (typeof part === 'string') fields.push([name, part]);
    else if (part.name !== '') fields.push([name, await fileOf(part)]);
  return Object.fromEntries(fields);
}

async function fileOf(part: File): Promise<SentFile> {
  return { name: part.name, mediaType: part.type, content: new Uint8Array(await part.arrayBuffer()) };
}
