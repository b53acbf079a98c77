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
import { bannedWords } from '../../apps/web/testing/words-on-screen.js';
import { chromiumProgram } from '../support/environment.js';
import { webFor } from '../support/console-server.js';

type Credentials = Pick<TestUser, 'email'>;

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The first words of messages in the browser console that do not fail a test. Error pages and broken
 * connections in the browser tests cause these messages.
 */
const EXPECTED_MESSAGES = ['Failed to load resource', 'WebSocket connection to '];

/**
 * How long a browser test waits for an element, in milliseconds. Shorter than the time limit of a test,
 * because this error names the missing element.
 */
const WAIT_MS = 12_000;

/**
 * The size of a screen of 1280 pixels at a zoom of 400 %. Pages must still be usable at this size (WCAG
 * 1.4.10, reflow).
 */
export const PHONE = { width: 320, height: 640 };

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The fixture of the browser tests: the API and the console with a real database, and a real browser. */
export class Journey {
  private readonly contexts: BrowserContext[] = [];
  /** The script errors and content-security-policy violations of all pages that a browser test has opened. */
  readonly browserErrors: string[] = [];

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

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Journey> {
    const api = await ApiWorld.open({ TRUSTED_PROXIES: '1', ...settings });
    const web = await webFor(api.url, { now: () => api.world.clock.now() });
    const url = await web.listen({ port: 0, host: '127.0.0.1' });
    const browser = await chromium.launch({ executablePath: chromiumProgram(), args: BROWSER_ARGUMENTS });
    return new Journey(api, web, browser, url);
  }

  /** Opens a page in a new browser profile, which shares no cookies with other profiles. */
  async openPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.url, reducedMotion: 'reduce', ...options });
    this.contexts.push(context);
    context.setDefaultTimeout(WAIT_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.browserErrors.push(error.message));
    page.on('console', (message) => {
      const isAnswer = EXPECTED_MESSAGES.some((begin) => message.text().startsWith(begin));
      if (message.type() === 'error' && !isAnswer) this.browserErrors.push(message.text());
    });
    return page;
  }

  /**
   * Opens the start page of a user's role, in a new browser profile that is already signed in by a cookie.
   */
  async signedIn(user: Credentials, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.openPage(options);
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

  /** Signs a user in through the sign-in form on the page. */
  async signIn(page: Page, user: Credentials): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(user.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().waitFor();
  }

  /**
   * Returns the open connections from all browsers to the console. A browser test can break these
   * connections.
   */
  connectionsToConsole(): readonly Socket[] {
    return [...this.connections];
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.web.close();
    await this.api.close();
  }
}

/**
 * Runs axe on a page, and compares the colours once more on the dark page. Returns the accessibility rules that the
 * page breaks, each with the first element that breaks the rule, and the words that no page may show.
 */
export async function accessibilityErrors(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const errors = await violationsOn(page, { resultTypes: ['violations'] });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violationsOn(page, { resultTypes: ['violations'], runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: null });
  const words = bannedWords(await page.locator('body').innerText());
  return [...errors, ...dark.map((error) => `dark: ${error}`), ...words];
}

function violationsOn(page: Page, options: object): Promise<string[]> {
  return page.evaluate(async (given) => {
    const axe = (globalThis as unknown as { axe: Axe }).axe;
    const { violations } = await axe.run(given);
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.target.join(' ') ?? ''})`);
  }, options);
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

/** True if the whole page scrolls sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}

/** The size of a screen of 1280 pixels at a zoom of 200 %. */
const ZOOMED = { width: 640, height: 450 };

/**
 * Opens each page at a zoom of 200 %, and then on a phone with forced colours. Returns the accessibility
 * errors, and the pages that scroll sideways.
 */
export async function errorsOnSmallScreens(page: Page, paths: readonly string[]): Promise<string[]> {
  const errors: string[] = [];
  const check = async (how: string): Promise<void> => {
    const found = [
      ...((await scrollsSideways(page)) ? ['scrolls sideways'] : []),
      ...(await accessibilityErrors(page)),
    ];
    errors.push(...found.map((error) => `${page.url()}, ${how}: ${error}`));
  };
  for (const path of paths) {
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(ZOOMED);
    await page.goto(path);
    await check('at 200 %');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize(PHONE);
    await check('at 320 pixels in forced colours');
  }
  return errors;
}

/** Returns the label or the text of the element that has the focus. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(({ activeElement: one }) => (one?.labels?.[0]?.textContent ?? one?.textContent ?? '').trim().replaceAll(/\\s+/g, ' '))(document)`,
  );
}
