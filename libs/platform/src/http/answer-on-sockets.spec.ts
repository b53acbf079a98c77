import { PassThrough } from 'node:stream';
import { answerParserError } from './answer-on-sockets.js';

/** A socket of which the test reads what is written. */
function aSocket(more: object = {}) {
  const stream = new PassThrough();
  const said: string[] = [];
  stream.on('data', (piece: Buffer) => said.push(piece.toString()));
  const destroySoon = (): void => void stream.end();
  return { socket: Object.assign(stream, { destroySoon }, more) as never, said };
}
const answered = async (code: string, more: object = {}): Promise<string> => {
  const { socket, said } = aSocket(more);
  answerParserError(Object.assign(new Error('parse'), { code }), socket);
  await new Promise((resolve) => setImmediate(resolve));
  return said.join('');
};

describe('an error of the parser of HTTP', () => {
  it.each([
    { code: 'ERR_HTTP_REQUEST_TIMEOUT', status: 408, is: 'request_timeout' },
    { code: 'HPE_HEADER_OVERFLOW', status: 431, is: 'headers_too_large' },
    { code: 'HPE_INVALID_CHUNK_SIZE', status: 400, is: 'invalid_request' },
  ])('$code is answered with problem details: $is', async ({ code, status, is }) => {
    const [head = '', body = ''] = (await answered(code)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ status, code: is, type: `urn:homeward:problem:${is}` });
  });

  it.each([
    { why: 'whose client has gone', code: 'ECONNRESET', more: {} },
    {
      why: 'behind an answer that has begun',
      code: 'HPE_INVALID_METHOD',
      more: { _httpMessage: { headersSent: true } },
    },
  ])('$why is answered with nothing', async ({ code, more }) => {
    expect(await answered(code, more)).toBe('');
  });
});
