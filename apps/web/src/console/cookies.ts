import type { IncomingHttpHeaders } from 'node:http';
import { type CookieSerializeOptions, fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHttps } from '../forwarded-headers.js';
import { isNotice, type Notice } from '../wording/notices.js';

const NAMES = { session: 'homeward-session', form: 'homeward-form', notice: 'homeward-notice' } as const;
type Cookie = keyof typeof NAMES;
const VALUE = /^[\w-]{1,200}$/;
const KEPT_FORM = 'homeward-kept-form';
const KEPT_VALUE = /^[\w-]{1,2400}$/;
const NONCE = /^[\w-]{1,40}$/;
/**
 * How many forms of one address a browser keeps. Proxies refuse a request whose cookies are larger than 8 kB, and each form
 * takes up to 2.4 kB.
 */
const MOST_KEPT = 3;
const MOST_KEPT_LETTERS = 6_600;
const KEPT_SECONDS = 30 * 60;

/**
 * Reads and sets the console's cookies, which expire when the browser is closed. Under https, their names
 * begin with `__Host-`. Browsers accept such a cookie only from this host, so no other site can set it.
 */
export class Cookies {
  private readonly isSecure: boolean;
  private readonly sent: Readonly<Record<string, string | undefined>>;

  constructor(
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.isSecure = isHttps(request.headers);
    // Parses the cookies here, because the cookie plugin has not run yet if a request is refused early.
    this.sent = fastifyCookie.parse(request.headers.cookie ?? '');
  }

  /** Returns the value of a cookie. Undefined if the cookie is missing or malformed. */
  read(cookie: Cookie): string | undefined {
    return validValue(this.sent[nameOf(cookie, this.isSecure)]);
  }

  set(cookie: Cookie, value: string): void {
    void this.reply.setCookie(nameOf(cookie, this.isSecure), value, this.options);
  }

  clear(cookie: Cookie): void {
    void this.reply.clearCookie(nameOf(cookie, this.isSecure), this.options);
  }

  /**
   * Returns the message that the page shows, from the message cookie. Clears the cookie, so that the message
   * is shown only once.
   */
  takeNotice(): Notice | undefined {
    const word = this.read('notice');
    if (word !== undefined) this.clear('notice');
    return isNotice(word) ? word : undefined;
  }

  /** Returns the sealed form with this nonce that was sent to this address. Undefined if there is none. */
  readKeptForm(nonce: string): string | undefined {
    const value = NONCE.test(nonce) ? this.sent[keptName(nonce)] : undefined;
    return value !== undefined && KEPT_VALUE.test(value) ? value : undefined;
  }

  /**
   * Keeps a sealed form for half an hour in the place of the one that it replaces, beside the newest others: each tab of a browser has its own. The browser sends the
   * cookie to the address of this form only.
   */
  keepForm(
    kept: { readonly nonce: string; readonly sealed: string; readonly replaces: string },
    path: string,
  ): void {
    const { nonce, sealed, replaces } = kept;
    this.forgetKeptForm(replaces, path);
    const older = Object.entries(this.sent)
      .flatMap(([name, value = '']) =>
        name.startsWith(`${KEPT_FORM}-`) && name !== keptName(replaces) ? [{ name, value }] : [],
      )
      .sort((a, b) => b.name.localeCompare(a.name));
    let letters = sealed.length;
    for (const [place, { name, value }] of older.entries()) {
      letters += value.length;
      if (place >= MOST_KEPT - 1 || letters > MOST_KEPT_LETTERS)
        void this.reply.clearCookie(name, { ...this.options, path });
    }
    void this.reply.setCookie(keptName(nonce), sealed, { ...this.options, path, maxAge: KEPT_SECONDS });
  }

  forgetKeptForm(nonce: string, path: string): void {
    if (NONCE.test(nonce) && this.sent[keptName(nonce)] !== undefined)
      void this.reply.clearCookie(keptName(nonce), { ...this.options, path });
  }

  private get options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure };
  }
}

/**
 * Returns the session token from the cookies of a request that is not for a console page, such as a WebSocket
 * connection.
 */
export function sessionIn(headers: IncomingHttpHeaders): string | undefined {
  return validValue(fastifyCookie.parse(headers.cookie ?? '')[nameOf('session', isHttps(headers))]);
}

const keptName = (nonce: string): string => `${KEPT_FORM}-${nonce}`;

const nameOf = (cookie: Cookie, isSecure: boolean): string =>
  isSecure ? `__Host-${NAMES[cookie]}` : NAMES[cookie];

const validValue = (value: string | undefined): string | undefined =>
  value !== undefined && VALUE.test(value) ? value : undefined;
