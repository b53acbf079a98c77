import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#contracts/errors';
import type { FeedPage } from '#contracts/feed';
import type { UserView } from '#contracts/identity';
import { Api, type Send } from '../api/api.js';
import { ApiProblem } from '../api/api-problem.js';
import { systemNow } from '../clock.js';
import { forwardedFor } from '../forwarded.js';
import { DOORS, PATHS, signInFor } from '../paths.js';
import { ERROR_WORDING, type FailureCode, failureTitle } from '../wording/errors.js';
import { keptFormWording } from '../wording/kept-form.js';
import { NOTICES } from '../wording/notices.js';
import { Cookies } from './cookies.js';
import type { Failure } from './failure.js';
import { readForm } from './form.js';
import { formToken, isFormToken, newFormSecret } from './form-token.js';
import { guard, guardFile } from './headers.js';
import { type KeptForm, keptForm, TOKEN_FIELD } from './kept-form.js';
import { navigationOf } from './navigation.js';
import type { Answer, Call, Handed, Sent, Shown } from './page.js';
import type { Render } from './templates.js';

export interface DeskSettings {
  readonly apiUrl: string;
  readonly render: Render;
  /** Where style sheets and scripts are, with their version. */
  readonly assets: string;
  readonly send?: Send | undefined;
  readonly now?: (() => Date) | undefined;
}

const NOT_SIGNED_IN: Problem = {
  type: 'urn:homeward:problem:not_signed_in',
  title: 'not signed in',
  status: 401,
  code: 'not_signed_in',
};
const HTML = 'text/html; charset=utf-8';

/** Where one request meets the pages: who it is, what they sent, and how they are answered. */
export class Desk {
  readonly call: Call;
  private readonly cookies: Cookies;
  private token: string | undefined;
  private user: UserView | undefined;
  private liveAfter: string | undefined;

  constructor(
    private readonly settings: DeskSettings,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.cookies = new Cookies(request, reply);
    this.token = this.cookies.read('session');
    const client = request.headers['user-agent'];
    const form = readForm(request.body);
    const asker = {
      ...{ token: this.token, forwardedFor: forwardedFor(request), client },
      formToken: form.exact(TOKEN_FIELD),
    };
    this.call = {
      api: new Api(settings.apiUrl, asker, settings.send),
      now: (settings.now ?? systemNow)(),
      hasSession: this.token !== undefined,
      parameters: (request.params ?? {}) as Record<string, string>,
      query: readForm(request.query),
      form,
    };
  }

  /** @throws ApiProblem `not_signed_in`, or what keeps the API from saying who it is */
  async whoIsIt(): Promise<UserView> {
    if (!this.call.hasSession) throw new ApiProblem(NOT_SIGNED_IN);
    this.user ??= await this.call.api.get<UserView>(DOORS.me);
    return this.user;
  }

  /** Where their stream stands before anything of the page is read: what comes after it makes the page stale. */
  async standsAt(): Promise<void> {
    if (!this.call.hasSession) return;
    this.liveAfter = (await this.call.api.get<FeedPage>(DOORS.feed)).position;
  }

  /** Whether what was sent came from a form of ours, made for this browser and this session. */
  isOwnForm(): boolean {
    const secret = this.cookies.read('form');
    const given = this.call.form.exact(TOKEN_FIELD);
    const isOurs = this.request.headers['sec-fetch-site'] !== 'cross-site';
    return isOurs && secret !== undefined && isFormToken(given, secret, this.token);
  }

  answer(answer: Answer): FastifyReply {
    if ('file' in answer) return this.hand(answer);
    return 'to' in answer ? this.goTo(answer) : this.show(answer);
  }

  /** Sign in again, and come back to `asked`; or, where a form was sent, to that form with all that was typed. */
  toSignIn(asked: string): FastifyReply | Promise<FastifyReply> {
    const failure = { code: 'not_signed_in', status: 401 } as const;
    if (this.keptForm(failure.code)) return this.fail(failure);
    const wasSignedIn = this.call.hasSession;
    return this.goTo({ to: signInFor(asked), session: null, ...(wasSignedIn && { notice: 'session_over' }) });
  }

  /** A page that only says what went wrong, with whoever it is still named at the top; a form is kept in it where that helps. */
  async fail({ code, status, requestId, retryAfterSeconds }: Failure): Promise<FastifyReply> {
    const kept = this.keptForm(code);
    if (code === 'not_signed_in') this.forgetSession();
    if (this.token !== undefined && status !== 503) await this.whoIsIt().catch(() => undefined);
    const view = { title: failureTitle(status), text: ERROR_WORDING[code], reference: requestId };
    if (!kept) return this.show({ template: 'layout/failure.njk', view, status, retryAfterSeconds });
    const isNewSession = code === 'form_expired';
    const keptView = {
      ...view,
      ...keptFormWording(code, status),
      kept,
      isNewSession,
      // With the number it was first sent with, sending it again is the same act.
      keptToken: this.isOwnForm() ? this.call.form.exact(TOKEN_FIELD) : undefined,
      signIn: (code === 'not_signed_in' || isNewSession) && !this.user && PATHS.signIn,
    };
    return this.show({ template: 'layout/kept.njk', view: keptView, status, retryAfterSeconds });
  }

  /** Only of a page of ours: another site's form is not made one of ours by asking whether to send it again. */
  private keptForm(code: FailureCode): KeptForm | undefined {
    const isOurs = this.isOwnForm() || this.request.headers['sec-fetch-site'] === 'same-origin';
    return isOurs ? keptForm(this.request, code) : undefined;
  }

  private forgetSession(): void {
    if (this.token !== undefined) this.cookies.forget('session');
    this.token = undefined;
  }

  private show({ template, view, status, retryAfterSeconds }: Shown): FastifyReply {
    const nonce = randomBytes(16).toString('base64');
    guard(this.reply, nonce);
    if (retryAfterSeconds !== undefined) void this.reply.header('retry-after', String(retryAfterSeconds));
    const html = this.settings.render(template, { ...view, ...this.surroundings(nonce) });
    return this.reply.status(status).type(HTML).send(html);
  }

  /** Somebody's file is saved, and runs nothing where a browser shows it all the same. */
  private hand({ file: { mediaType, disposition, content } }: Handed): FastifyReply {
    guardFile(this.reply);
    void this.reply.header('content-type', mediaType).header('content-disposition', disposition);
    return this.reply.send(content ?? '');
  }

  /** What the layout shows round every page. */
  private surroundings(nonce: string): object {
    const path = this.request.url.split('?', 1)[0] ?? PATHS.home;
    const notice = this.cookies.takeNotice();
    return {
      user: this.user,
      liveAfter: this.user && this.liveAfter,
      readAt: this.call.now.toISOString(),
      navigation: this.user ? navigationOf(this.user.role, path) : [],
      isSessionsPage: path === PATHS.sessions,
      notice: notice && NOTICES[notice],
      formToken: formToken(this.formSecret(), this.token),
      tokenField: TOKEN_FIELD,
      cspNonce: nonce,
      assets: this.settings.assets,
    };
  }

  private formSecret(): string {
    const kept = this.cookies.read('form');
    if (kept) return kept;
    const secret = newFormSecret();
    this.cookies.keep('form', secret);
    return secret;
  }

  /** 303: whatever was sent, the next page is asked for and not sent again. */
  private goTo({ to, notice, session }: Sent): FastifyReply {
    guard(this.reply);
    if (session) this.cookies.keep('session', session.token);
    if (session === null) this.cookies.forget('session');
    if (notice) this.cookies.keep('notice', notice);
    return this.reply.redirect(to, 303);
  }
}
