import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import type { SessionStarted } from '#contracts/identity';
import { ApiWorld } from '../support/api-world.js';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';
import { chromiumProgram } from '../support/environment.js';
import { webFor } from '../support/web.js';

type Signs = Pick<TestUser, 'email'>;

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

const ALONE = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage'],
  ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** What a browser tells of a page that is refused, and of a connection that is cut. */
const EXPECTED = ['Failed to load resource', 'WebSocket connection to '];

/** Less than a test has: what was waited for is told. */
const PATIENCE_MS = 12_000;

/** A journey has many steps, and a browser on a busy machine takes its time over each. */
jest.setTimeout(90_000);

/** What is left of a small screen at 400 %. */
export const PHONE = { width: 320, height: 640 };

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A running Homeward with its console, and a real browser to look at it with. */
export class Journey {
  private readonly contexts: BrowserContext[] = [];
  /** What the pages complained about: a script that broke, a policy that was not kept. */
  readonly complaints: string[] = [];

  private readonly connections = new Set<Socket>();

  private constructor(
    readonly api: ApiWorld,
    private readonly web: FastifyInstance,
    private readonly browser: Browser,
    readonly url: string,
  ) {
    web.server.on('connection', (socket: Socket) => {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
  }

  static async open(): Promise<Journey> {
    const api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    const web = await webFor(api.url, { now: () => api.world.clock.now() });
    const url = await web.listen({ port: 0, host: '127.0.0.1' });
    const browser = await chromium.launch({ executablePath: chromiumProgram(), args: ALONE });
    return new Journey(api, web, browser, url);
  }

  /** A browser of somebody's own: no cookie is shared with another. */
  async aBrowser(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.url, reducedMotion: 'reduce', ...options });
    this.contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const isAnswer = EXPECTED.some((begin) => message.text().startsWith(begin));
      if (message.type() === 'error' && !isAnswer) this.complaints.push(message.text());
    });
    return page;
  }

  /** The same, of somebody who has signed in, at the page where their work begins. */
  async signedIn(user: Signs, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.aBrowser(options);
    const signIn = { email: user.email, password: PASSWORD };
    const { body } = await this.api.anyone
      .post('/v1/sessions')
      .set('user-agent', CHROME)
      .send(signIn)
      .expect(201);
    const { token } = body as SessionStarted;
    await page.context().addCookies([{ name: 'homeward-session', value: token, url: this.url }]);
    await page.goto('/');
    return page;
  }

  /** As people do it. */
  async signIn(page: Page, user: Signs): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(user.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().waitFor();
  }

  /** Every connection to the one origin, to be cut. */
  sockets(): readonly Socket[] {
    return [...this.connections];
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.web.close();
    await this.api.close();
  }
}

/** What stands in somebody's way on this page, by axe: each rule with the first element that breaks it. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: Axe }).axe;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.target.join(' ') ?? ''})`);
  });
}

interface Axe {
  run(options: object): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly target: readonly string[] }[];
    }[];
  }>;
}

/** Whether the page as a whole has to be moved sideways to be read. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}

/** A screen of 1280 pixels at 200 %. */
const ZOOMED = { width: 640, height: 450 };

/** What is amiss with pages, in the ways that people look at them besides a desk's: at 200 %, and on a phone in forced colours. */
export async function faultsOn(page: Page, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  const look = async (how: string): Promise<void> => {
    const found = [
      ...((await scrollsSideways(page)) ? ['has to be moved sideways'] : []),
      ...(await barriersOn(page)),
    ];
    faults.push(...found.map((fault) => `${page.url()}, ${how}: ${fault}`));
  };
  for (const path of paths) {
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(ZOOMED);
    await page.goto(path);
    await look('at 200 %');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize(PHONE);
    await look('at 320 pixels in forced colours');
  }
  return faults;
}

/** What has the focus, as a screen reader would name it. */
export function focusOn(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(({ activeElement: one }) => (one?.labels?.[0]?.textContent ?? one?.textContent ?? '').trim().replaceAll(/\\s+/g, ' '))(document)`,
  );
}
