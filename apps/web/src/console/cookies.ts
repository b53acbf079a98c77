import type { IncomingHttpHeaders } from 'node:http';
import { type CookieSerializeOptions, fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotice, type Notice } from '../wording/notices.js';

const NAMES = { session: 'homeward-session', form: 'homeward-form', notice: 'homeward-notice' } as const;
type Kept = keyof typeof NAMES;
const PLAIN = /^[\w-]{1,200}$/;

/**
 * What a browser keeps for us, for as long as it runs. Under https the names begin with `__Host-`: browsers then
 * take them only over https and from this very host, so that no neighbouring site can plant one.
 */
export class Cookies {
  private readonly isSecure: boolean;
  private readonly sent: Readonly<Record<string, string | undefined>>;

  constructor(
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.isSecure = isHttps(request.headers);
    // Read here and not by the plugin's hook, which a request that is refused early never comes to.
    this.sent = fastifyCookie.parse(request.headers.cookie ?? '');
  }

  /** What we keep is plain; anything else was not kept by us, and is as good as nothing. */
  read(kept: Kept): string | undefined {
    return plain(this.sent[nameOf(kept, this.isSecure)]);
  }

  keep(kept: Kept, value: string): void {
    void this.reply.setCookie(nameOf(kept, this.isSecure), value, this.options);
  }

  forget(kept: Kept): void {
    void this.reply.clearCookie(nameOf(kept, this.isSecure), this.options);
  }

  /** What was just done; said once. */
  takeNotice(): Notice | undefined {
    const word = this.read('notice');
    if (word !== undefined) this.forget('notice');
    return isNotice(word) ? word : undefined;
  }

  private get options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure };
  }
}

/** The session of whoever asks, where no page is answered. */
export function sessionIn(headers: IncomingHttpHeaders): string | undefined {
  return plain(fastifyCookie.parse(headers.cookie ?? '')[nameOf('session', isHttps(headers))]);
}

const nameOf = (kept: Kept, isSecure: boolean): string => (isSecure ? `__Host-${NAMES[kept]}` : NAMES[kept]);

const plain = (value: string | undefined): string | undefined =>
  value !== undefined && PLAIN.test(value) ? value : undefined;

/** What ends TLS in front of us says so; a client that claims it deceives only itself. */
export function isHttps(headers: IncomingHttpHeaders): boolean {
  const [first] = String(headers['x-forwarded-proto'] ?? '').split(',', 1);
  return first?.trim() === 'https';
}
