import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { aBroadcastOpen } from '../support/builders/broadcasts.js';
import { Journey } from './browser.js';

/** Tests what a page says if a proxy in front of Homeward keeps the page from being live. */
describe('a page behind a faulty proxy, in a real browser', () => {
  let journey: Journey;
  const proxies: Server[] = [];
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(async () => {
    await journey.close();
    for (const proxy of proxies) proxy.close();
  });

  /** Starts a proxy that changes the headers of requests. Returns its address. */
  async function startProxy(change: (headers: string) => string): Promise<string> {
    const { port, hostname } = new URL(journey.url);
    const proxy = createServer((client) => {
      const server = connect(Number(port), hostname);
      client.on('data', (data) => server.write(change(data.toString('latin1')), 'latin1'));
      server.pipe(client);
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    });
    proxies.push(proxy);
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  it.each([
    {
      fault: 'changes the header Host',
      // Browsers send Sec-Fetch-Site only to this machine and over https. Over plain http there is only Host.
      change: (headers: string) =>
        headers.replace(/^Host: .*$/im, 'Host: homeward.internal').replaceAll(/^Sec-Fetch-.*\r\n/gim, ''),
      says: 'Not live: a proxy changes the header Host.',
    },
    {
      fault: 'passes on no WebSocket connections',
      change: (headers: string) =>
        headers.replaceAll(/^(?:Upgrade: websocket|Connection: Upgrade)\r\n/gim, ''),
      says: 'Not live: a proxy blocks WebSocket connections.',
    },
  ])('says that the proxy $fault, and not that its user is signed out', async ({ change, says }) => {
    const { officer } = await aBroadcastOpen(journey.api.world, { branches: 1 });
    const page = await journey.openPage({ baseURL: await startProxy(change) });
    await journey.signIn(page, officer);
    await page.goto('/board');
    await page.locator('#live-state').filter({ hasText: says }).waitFor();
    expect(journey.browserErrors).toEqual([]);
  });
});
