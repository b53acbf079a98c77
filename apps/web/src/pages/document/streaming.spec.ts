import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TestConsole, TOKEN } from '../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000d1';
const PIECE = new Uint8Array(65_536);

describe('a streamed document', () => {
  let site: TestConsole;
  afterEach(async () => {
    const isClosed = site.web.close();
    site.web.server.closeAllConnections(); // Node's `fetch` keeps a connection open for its next request.
    await isClosed;
  });

  /**
   * Starts a console whose fake API sends the given document. Returns a function that requests the document
   * from the console over HTTP.
   */
  async function openWith(type: string, body: ReadableStream<Uint8Array>) {
    const headers = { 'content-type': type, 'content-disposition': 'attachment; filename="a"' };
    site = await TestConsole.open({
      [`GET /v1/documents/${ID}/content`]: new Response(body, { headers }),
    });
    site.signedIn('officer');
    await site.web.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.web.server.address() as AddressInfo;
    const headersOfVisitor = { cookie: `homeward-session=${TOKEN}`, accept: 'text/html' };
    return (signal?: AbortSignal): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/documents/${ID}`, {
        headers: headersOfVisitor,
        ...(signal && { signal }),
      });
  }

  it.each(['application/pdf', 'text/plain'])(
    'breaks the download if the API breaks off: %s',
    async (type) => {
      let sent = 0;
      const broken = new ReadableStream<Uint8Array>({
        pull: (pieces) => (sent++ < 3 ? pieces.enqueue(PIECE) : pieces.error(new Error('cut'))),
      });
      const answer = await (await openWith(type, broken))();
      expect(answer.status).toBe(200);
      await expect(answer.arrayBuffer()).rejects.toThrow();
    },
  );

  it('is a failure page if the API breaks off before the first piece', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (pieces) => pieces.error(new Error('cut')) });
    const answer = await (await openWith('application/pdf', broken))();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(answer.headers.has('content-disposition')).toBe(false);
    expect(site.bugs).toEqual([]);
  });

  it.each(['application/pdf', 'text/plain'])(
    'is not read further after the browser disconnects: %s',
    async (type) => {
      const download = new AbortController();
      const isCancelled = new Promise<void>((resolve) => {
        const endless = new ReadableStream<Uint8Array>({
          pull: async (pieces) => {
            await nextTurn();
            pieces.enqueue(PIECE);
          },
          cancel: () => resolve(),
        });
        void openWith(type, endless).then(async (request) => {
          await (await request(download.signal)).body?.getReader().read();
          download.abort();
        });
      });
      await isCancelled;
      expect(site.bugs).toEqual([]);
    },
  );

  it('is an empty file if it is empty', async () => {
    const answer = await (await openWith('text/plain', new ReadableStream({ start: (c) => c.close() })))();
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});
