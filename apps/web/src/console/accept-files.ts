import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LARGEST_BODY_BYTES, LARGEST_DOCUMENT_BYTES } from '#contracts/documents';
import { Desk, type DeskSettings } from './desk.js';
import { readMultipart } from './multipart.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its form carries a file. */
    readonly takesFile?: boolean;
  }
}

/** The most that a form without a file comes to. */
export const LARGEST_FORM_BYTES = 200_000;
const MULTIPART = 'multipart/form-data';
/** A document, and the form around it. */
const LARGEST_FORM_WITH_FILE_BYTES = LARGEST_DOCUMENT_BYTES + LARGEST_BODY_BYTES;
const NOT_HERE = Object.assign(new Error('no file is taken here'), { statusCode: 415 });

/**
 * A page that says so is sent a form with a file, which may be large. A large one is read only once whoever sends it
 * has been found to be signed in; everywhere else such a form is refused before it is read.
 */
export function acceptFiles(web: FastifyInstance, settings: DeskSettings): void {
  web.addContentTypeParser(
    MULTIPART,
    { parseAs: 'buffer', bodyLimit: LARGEST_FORM_WITH_FILE_BYTES },
    (request: FastifyRequest, body: Buffer) => readMultipart(request.headers['content-type'] ?? '', body),
  );
  web.addHook('preParsing', async (request, reply) => {
    if (!request.headers['content-type']?.toLowerCase().startsWith(MULTIPART)) return;
    if (!takesFile(request)) throw NOT_HERE;
    // What anybody may send is read, so that whoever was signed out meanwhile finds it again.
    if (Number(request.headers['content-length']) <= LARGEST_FORM_BYTES) return;
    await new Desk(settings, request, reply).whoIsIt();
  });
}

/** The most that may be sent to where a request goes to. */
export function largestFormAt(request: FastifyRequest): number {
  return takesFile(request) ? LARGEST_FORM_WITH_FILE_BYTES : LARGEST_BODY_BYTES;
}

const takesFile = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.takesFile === true;
