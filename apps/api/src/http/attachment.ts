import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * The header for a file that is saved, never shown: an ASCII name for old clients and the real one as RFC
 * 5987 writes it. Whatever is in a name, it cannot end the header.
 */
export function contentDisposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Answers with a file that somebody brought: it is saved, and runs nothing where a browser shows it all the same. */
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
