import type { Socket } from 'node:net';

interface Answer {
  /** A code of `libs/contracts/src/errors.ts`. */
  readonly code: 'invalid_request' | 'request_timeout' | 'headers_too_large';
  readonly status: number;
  readonly phrase: string;
}

const INVALID: Answer = { code: 'invalid_request', status: 400, phrase: 'Bad Request' };
const OF_PARSER: Readonly<Record<string, Answer>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_timeout', status: 408, phrase: 'Request Timeout' },
  HPE_HEADER_OVERFLOW: {
    code: 'headers_too_large',
    status: 431,
    phrase: 'Request Header Fields Too Large',
  },
};

type AnsweringSocket = Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null };

/**
 * Answers with problem details (RFC 9457) bytes that Node's parser does not take for HTTP, and a request that is not sent to
 * its end in time. Closes the connection, because what follows cannot be told from the rest of the request. Writes nothing
 * behind an answer that has begun.
 */
export function answerParserError(error: NodeJS.ErrnoException, socket: AnsweringSocket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable && !socket._httpMessage?.headersSent)
    write(socket, OF_PARSER[error.code ?? ''] ?? INVALID);
  socket.destroySoon();
}

function write(socket: Socket, { code, status, phrase }: Answer): void {
  const problem = {
    type: `urn:homeward:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
  };
  const body = JSON.stringify(problem);
  socket.write(
    `HTTP/1.1 ${status} ${phrase}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  );
}
