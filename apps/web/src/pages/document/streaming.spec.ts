import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TestConsole, TOKEN } from '../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000d1';
const PIECE = new Uint8Array(65_536);

describe('a document on its way through', () => {
  let site: TestConsole;
  afterEach(async () => {
    const isClosed = site.web.close();
    site.web.server.closeAllConnections(); // `fetch` has opened one more by now, for what comes next
    await isClosed;
  });

  /** The page before an API that sends this, asked over a real connection. */
  async function sending(type: string, body: ReadableStream<Uint8Array>) {
    const headers = { 'content-type': type, 'content-disposition': 'attachment; filename="a"' };
    site = await TestConsole.open({
      [`GET /v1/documents/${ID}/content`]: new Response(body, { headers }),
    });
    site.signedIn('officer');
    await site.web.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.web.server.address() as AddressInfo;
    const asking = { cookie: `homeward-session=${TOKEN}`, accept: 'text/html' };
    return (signal?: AbortSignal): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/documents/${ID}`, { headers: asking, signal });
  }

  it.each(['application/pdf', 'text/plain'])('that breaks off never looks whole: %s', async (type) => {
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull: (pieces) => (sent++ < 3 ? pieces.enqueue(PIECE) : pieces.error(new Error('cut'))),
    });
    const answer = await (await sending(type, broken))();
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  it('that breaks off before it begins is a page that says so, and nothing to save', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (pieces) => pieces.error(new Error('cut')) });
    const answer = await (await sending('application/pdf', broken))();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(answer.headers.has('content-disposition')).toBe(false);
    expect(site.bugs).toEqual([]);
  });

  it.each(['application/pdf', 'text/plain'])(
    'is not read any more for whoever went away: %s',
    async (type) => {
      const leaving = new AbortController();
      const isLeft = new Promise<void>((resolve) => {
        const endless = new ReadableStream<Uint8Array>({
          pull: async (pieces) => {
            await nextTurn();
            pieces.enqueue(PIECE);
          },
          cancel: () => resolve(),
        });
        void sending(type, endless).then(async (ask) => {
          await (await ask(leaving.signal)).body?.getReader().read();
          leaving.abort();
        });
      });
      await isLeft;
      expect(site.bugs).toEqual([]);
    },
  );

  it('of nothing is an empty file', async () => {
    const answer = await (await sending('text/plain', new ReadableStream({ start: (c) => c.close() })))();
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});
