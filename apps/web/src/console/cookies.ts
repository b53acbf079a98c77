import type { CookieSerializeOptions } from '@fastify/cookie';
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
    this.isSecure = isHttps(request);
    // Read here and not by the plugin's hook, which a request that is refused early never comes to.
    this.sent = request.server.parseCookie(request.headers.cookie ?? '');
  }

  /** What we keep is plain; anything else was not kept by us, and is as good as nothing. */
  read(kept: Kept): string | undefined {
    const value = this.sent[this.nameOf(kept)];
    return value && PLAIN.test(value) ? value : undefined;
  }

  keep(kept: Kept, value: string): void {
    void this.reply.setCookie(this.nameOf(kept), value, this.options);
  }

  forget(kept: Kept): void {
    void this.reply.clearCookie(this.nameOf(kept), this.options);
  }

  /** What was just done; said once. */
  takeNotice(): Notice | undefined {
    const word = this.read('notice');
    if (word !== undefined) this.forget('notice');
    return isNotice(word) ? word : undefined;
  }

  private nameOf(kept: Kept): string {
    return this.isSecure ? `__Host-${NAMES[kept]}` : NAMES[kept];
  }

  private get options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure };
  }
}

/** What ends TLS in front of us says so; a client that claims it deceives only itself. */
function isHttps({ headers, protocol }: FastifyRequest): boolean {
  const [first] = String(headers['x-forwarded-proto'] ?? protocol).split(',', 1);
  return first?.trim() === 'https';
}
