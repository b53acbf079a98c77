import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Returns the `Content-Disposition` header, with which a browser saves a file instead of showing it. The
 * header has an ASCII name for old clients and the full name as in RFC 5987. Every unsafe character is
 * escaped, so that a file name cannot end the header early.
 */
export function contentDisposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/**
 * Answers with an uploaded file, which browsers save. If a browser shows the file anyway, the sandbox policy
 * in the headers stops its scripts.
 */
export function sendFile(
  reply: FastifyReply,
  { name, mediaType, content }: { name: string; mediaType: string; content: Buffer | Readable },
): void {
  void reply
    .header('content-type', mediaType)
    .header('content-disposition', contentDisposition(name))
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(content);
}
