import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LARGEST_BODY_BYTES, LARGEST_DOCUMENT_BYTES } from '#contracts/documents';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True if the form that is sent to this address has a file field. */
    readonly takesFile?: boolean;
  }
}

/** The largest allowed size in bytes of a submitted form without a file. */
export const LARGEST_FORM_BYTES = 200_000;
/** The largest allowed size in bytes of a form with a file: the largest document plus the other fields. */
const LARGEST_FORM_WITH_FILE_BYTES = LARGEST_DOCUMENT_BYTES + LARGEST_BODY_BYTES;
const MULTIPART = 'multipart/form-data';
/** The most parts of a form with a file. The console's largest form has about 40. */
const MOST_PARTS = 200;
const NOT_A_FORM = Object.assign(new Error('not a form'), { statusCode: 400 });
const NO_FILE_HERE = Object.assign(new Error('no file is taken here'), { statusCode: 415 });

/** Returns the largest request body that the route accepts, in bytes. */
export function largestBodyAt(request: FastifyRequest): number {
  return takesFile(request) ? LARGEST_FORM_WITH_FILE_BYTES : LARGEST_BODY_BYTES;
}

const takesFile = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.takesFile === true;

/**
 * Parses multipart forms at addresses that have a form with a file field. All other addresses refuse
 * multipart forms.
 *
 * A form with a large body is parsed only for a signed-in user. A small form is parsed for everyone, so that
 * a user whose session ended can sign in and send the form again.
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

/** A file that a user uploaded with a form. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/**
 * Parses a multipart body. Returns the form fields, and the file if the user chose a file.
 *
 * @throws Error with status 400 if the body is not a multipart form
 */
export async function readMultipart(
  contentType: string,
  body: Buffer,
): Promise<Readonly<Record<string, string | SentFile>>> {
  if (hasTooManyParts(contentType, body)) throw NOT_A_FORM;
  const headers = { 'content-type': contentType };
  const parts = await new Response(body, { headers }).formData().catch(() => {
    throw NOT_A_FORM;
  });
  const fields: [string, string | SentFile][] = [];
  for (const [name, part] of parts)
    if (typeof part === 'string') fields.push([name, part]);
    else if (part.name !== '') fields.push([name, await fileOf(part)]);
  return Object.fromEntries(fields);
}

/**
 * Returns true if a form has more parts than any form of the console. Counting is cheap; parsing thousands of
 * parts is not.
 */
function hasTooManyParts(contentType: string, body: Buffer): boolean {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1] ?? '';
  let parts = 0;
  for (let at = body.indexOf(`--${boundary}`); at !== -1; at = body.indexOf(`--${boundary}`, at + 2))
    if (++parts > MOST_PARTS) return true;
  return false;
}

async function fileOf(part: File): Promise<SentFile> {
  return { name: part.name, mediaType: part.type, content: new Uint8Array(await part.arrayBuffer()) };
}
