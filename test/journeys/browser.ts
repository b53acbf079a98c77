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
import { ApiWorld } from '../support/api-world.js';
import { PASSWORD } from '../support/builders/authorities.js';
import { chromiumProgram } from '../support/environment.js';
import { webBefore } from '../support/web.js';

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
    const web = await webBefore(api.url, { now: () => api.world.clock.now() });
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

  /** The same, of somebody who has signed in as people do. */
  async signedIn(user: { readonly email: string }, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.aBrowser(options);
    await this.signIn(page, user);
    return page;
  }

  async signIn(page: Page, user: { readonly email: string }): Promise<void> {
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

/** What has the focus, as a screen reader would name it. */
export function focusOn(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(({ activeElement: one }) => (one?.labels?.[0]?.textContent ?? one?.textContent ?? '').trim().replaceAll(/\\s+/g, ' '))(document)`,
  );
}
