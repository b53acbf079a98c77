import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FeedPage } from '#contracts/feed';
import type { OwnUserView, UserView } from '#contracts/identity';
import type { UnreadMessages } from '#contracts/messages';
import { Api, type Fetch, refuse } from '../api.js';
import { systemNow } from '../clock.js';
import { forwardedFor, isLocal, originOf } from '../forwarded-headers.js';
import { API_PATHS, PATHS, signInFor } from '../paths.js';
import { seenByOpening } from '../paths/linked-pages.js';
import { ERROR_WORDING, failureTitle, type FailureCode, resendWording } from '../wording/errors.js';
import { NOTICES } from '../wording/notices.js';
import { Cookies } from './cookies.js';
import { type Failure, type KeptForm, keptForm, keptFormOf } from './failure.js';
import { type Form, readForm } from './form.js';
import { formView } from './form-page.js';
import { formToken, isFormToken, newFormSecret, TOKEN_FIELD } from './csrf-token.js';
import {
  AGAIN,
  type FailedOutcome,
  type KeptSubmission,
  newNonce,
  openSubmission,
  sealSubmission,
} from './kept-submission.js';
import { setFileHeaders, setPageHeaders } from './headers.js';
import { navigationOf } from './navigation.js';
import type { Download, PageAnswer, PageRequest, Redirect, Rendered } from './page.js';
import type { RenderTemplate } from './templates.js';

export interface ExchangeSettings {
  readonly apiUrl: string;
  readonly renderTemplate: RenderTemplate;
  /** The address prefix of style sheets and scripts. The prefix contains a hash of their content. */
  readonly assets: string;
  readonly fetch?: Fetch | undefined;
  readonly now?: (() => Date) | undefined;
}

const HTML = 'text/html; charset=utf-8';
const PASSWORD = /password/i;

/** Stands between a CSRF token and the nonce of the kept form that its page shows. */
const NONCE_MARK = '.';

function tokenIn(form: Form): { readonly token: string; readonly nonce: string } {
  const [token = '', nonce = ''] = form.exact(TOKEN_FIELD).split(NONCE_MARK, 2);
  return { token, nonce };
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? PATHS.home;

/**
 * Handles one HTTP request for a page. Identifies the user, checks the CSRF token, and sends the response.
 */
export class PageExchange {
  readonly pageRequest: PageRequest;
  /** The form that the browser keeps for the requested address. Null if the address does not ask for one. */
  readonly kept: KeptSubmission | null;
  private readonly cookies: Cookies;
  private token: string | undefined;
  private user: OwnUserView | undefined;
  private liveAfter: string | undefined;

  constructor(
    private readonly settings: ExchangeSettings,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.cookies = new Cookies(request, reply);
    this.token = this.cookies.read('session');
    this.kept = this.openKeptForm();
    const form = readForm(this.kept?.fields ?? request.body);
    const caller = {
      token: this.token,
      forwardedFor: forwardedFor(request),
      client: request.headers['user-agent'],
      formToken: this.kept?.token ?? tokenIn(form).token,
    };
    const parameters = (request.params ?? {}) as Record<string, string>;
    this.pageRequest = {
      api: new Api(settings.apiUrl, caller, settings.fetch),
      now: (settings.now ?? systemNow)(),
      hasSession: this.token !== undefined,
      origin: originOf(request.headers),
      isLocal: isLocal(request),
      parameters,
      id: parameters.id ?? '',
      query: readForm(request.query),
      form,
    };
  }

  /**
   * Returns the signed-in user.
   *
   * @throws ApiProblem `not_signed_in` if the request has no session, or the error with which the API refuses
   * the session
   */
  async signedInUser(): Promise<UserView> {
    if (!this.pageRequest.hasSession) refuse('not_signed_in', 401);
    this.user ??= await this.pageRequest.api.get<OwnUserView>(API_PATHS.me);
    return this.user;
  }

  /**
   * Reads the current position of the user's live feed before the page loads data. The browser later follows
   * the feed from this position, so that no change is missed.
   */
  async noteFeedPosition(): Promise<void> {
    if (!this.pageRequest.hasSession) return;
    this.liveAfter = (await this.pageRequest.api.get<FeedPage>(API_PATHS.feed)).position;
  }

  /**
   * Records which messages the user sees by opening this page. A page that a script fetches or that a browser fetches ahead
   * is not seen by a user, so a page that refreshes itself while nobody looks leaves its messages unread.
   *
   * @param path  the path of the page's route, such as `/invitations/:id`
   */
  async noteSeen(path: string): Promise<void> {
    const seen = seenByOpening(path, this.pageRequest.parameters);
    if (!seen || !this.user || this.user.unreadMessages === 0 || !this.isOpenedByUser()) return;
    const { unreadMessages } = await this.pageRequest.api.post<UnreadMessages>(API_PATHS.seenMessages, seen);
    this.user = { ...this.user, unreadMessages };
  }

  private isOpenedByUser(): boolean {
    const { method, headers } = this.request;
    const isFetchedAhead = headers['sec-purpose'] !== undefined || headers.purpose !== undefined;
    return method === 'GET' && !isFetchedAhead && (headers['sec-fetch-dest'] ?? 'document') === 'document';
  }

  /** Returns true if the submitted form has a valid CSRF token for this browser and this session. */
  isOwnForm(): boolean {
    const secret = this.cookies.read('form');
    const given = this.sentToken();
    const isSameSite = this.request.headers['sec-fetch-site'] !== 'cross-site';
    return isSameSite && secret !== undefined && isFormToken(given, secret, this.token);
  }

  async answer(answer: PageAnswer): Promise<FastifyReply> {
    if ('outcome' in answer) {
      const { outcome, form, show } = answer;
      return this.keepAndRedirect(outcome, form) ?? this.answer(await show());
    }
    if ('file' in answer) return this.sendFile(answer);
    return 'to' in answer ? this.redirect(answer) : this.render(answer);
  }

  /**
   * Redirects to the sign-in page, which redirects to `from` after signing in. If the user submitted a form,
   * sends an error page that keeps the form values. The user can then sign in and send the form again.
   */
  askToSignIn(from: string): FastifyReply | Promise<FastifyReply> {
    const failure = { code: 'not_signed_in', status: 401 } as const;
    if (this.kept?.outcome.kind === 'failure' || this.keptForm(failure.code)) return this.fail(failure);
    const wasSignedIn = this.pageRequest.hasSession;
    return this.redirect({
      to: signInFor(from),
      session: null,
      ...(wasSignedIn && { notice: 'session_over' }),
    });
  }

  /** Sends an error page. The page keeps the submitted form values if sending the form again may succeed. */
  async fail({ code, status, requestId, retryAfterSeconds }: Failure): Promise<FastifyReply> {
    const submitted = this.keptForm(code);
    if (submitted && this.request.method === 'POST') {
      if (code === 'not_signed_in') this.forgetSession();
      const redirected = this.keepAndRedirect(
        { kind: 'failure', code, status, requestId, retryAfterSeconds },
        this.pageRequest.form,
        submitted.hadFile,
      );
      if (redirected) return redirected;
    }
    const kept = this.kept ? keptFormOf(this.kept, pathOf(this.request.url)) : submitted;
    if (code === 'not_signed_in' && !this.isSignedInAgain()) this.forgetSession();
    // The error page shows the user's name, or no name if the user cannot be identified.
    if (this.token !== undefined && status !== 503) await this.signedInUser().catch(() => undefined);
    const view = { title: failureTitle(status), text: ERROR_WORDING[code], reference: requestId };
    if (!kept) return this.render({ template: 'layout/failure.njk', view, status, retryAfterSeconds });
    const isNewSession = code === 'form_expired' || this.isSignedInAgain();
    const keptView = {
      ...view,
      ...resendWording(code, status),
      kept,
      isNewSession,
      // The error page contains the CSRF token of the first attempt, because the idempotency key is computed
      // from this token. So if the user sends the form again, the API gets the same key.
      keptToken: this.isOwnForm() ? this.withNonce(this.sentToken()) : undefined,
      signIn: (code === 'not_signed_in' || isNewSession) && !this.user && signInFor(this.keptAddress()),
      isKept: this.kept !== null,
    };
    return this.render({ template: 'layout/kept-form.njk', view: keptView, status, retryAfterSeconds });
  }

  /**
   * Returns the submitted form values only if the form came from a page of the console. The error page adds a
   * valid CSRF token to these values, so a form from another site must not get there.
   */
  private keptForm(code: FailureCode): KeptForm | undefined {
    const isOwn = this.isOwnForm() || this.request.headers['sec-fetch-site'] === 'same-origin';
    return isOwn ? keptForm(this.request, code) : undefined;
  }

  private sentToken(): string {
    return this.kept?.token ?? tokenIn(this.pageRequest.form).token;
  }

  /**
   * Shows a form that could not be accepted before. The page names the user that the form is sent for, because another
   * user may have signed in since.
   */
  async showKeptFailure(failed: FailedOutcome): Promise<FastifyReply> {
    if (this.pageRequest.hasSession && failed.code === 'not_signed_in') await this.signedInUser();
    return this.fail(this.isSignedInAgain() ? { ...failed, status: 200 } : failed);
  }

  private isSignedInAgain(): boolean {
    const { outcome } = this.kept ?? {};
    return outcome?.kind === 'failure' && outcome.code === 'not_signed_in' && this.user !== undefined;
  }

  /**
   * Keeps the submitted form in the browser and redirects to the form's address, so that a reload never sends the form
   * again. Passwords are left out. Returns null if the form is too large to be kept.
   */
  private keepAndRedirect(
    outcome: KeptSubmission['outcome'],
    form: Form,
    hadFile = false,
  ): FastifyReply | null {
    const fields = Object.entries(form.fields()).filter(
      ([name]) => name !== TOKEN_FIELD && !PASSWORD.test(name),
    );
    const nonce = newNonce(this.pageRequest.now);
    const token = this.sentToken();
    const kept = { nonce, fields: Object.fromEntries(fields), token, hadFile, outcome };
    const sealed = sealSubmission(kept, this.formSecret());
    if (sealed === null) return null;
    const path = pathOf(this.request.url);
    setPageHeaders(this.reply);
    this.cookies.keepForm({ nonce, sealed, replaces: tokenIn(this.pageRequest.form).nonce }, path);
    const query = new URLSearchParams(this.request.url.slice(path.length));
    query.set(AGAIN, nonce);
    return this.reply.redirect(`${path}?${query.toString()}`, 303);
  }

  private openKeptForm(): KeptSubmission | null {
    const nonce = readForm(this.request.query).exact(AGAIN);
    const [sealed, secret] = [this.cookies.readKeptForm(nonce), this.cookies.read('form')];
    if (this.request.method === 'POST' || nonce === '' || !sealed || !secret) return null;
    const kept = openSubmission(sealed, secret);
    return kept?.nonce === nonce ? kept : null;
  }

  /** Forgets the kept form that the user has corrected or sent again. Forms of other tabs stay. */
  private forgetShownForm(): void {
    if (this.request.method !== 'POST') return;
    this.cookies.forgetKeptForm(tokenIn(this.pageRequest.form).nonce, pathOf(this.request.url));
  }

  /** Adds to a CSRF token which kept form the page shows, so that the answer to the page's form replaces this one only. */
  private withNonce(token: string): string {
    return this.kept ? `${token}${NONCE_MARK}${this.kept.nonce}` : token;
  }

  /** The address that shows the kept form, or the sign-in page's usual target if the form is not kept. */
  private keptAddress(): string {
    return this.kept ? this.request.url : PATHS.home;
  }

  private forgetSession(): void {
    if (this.token !== undefined) this.cookies.clear('session');
    this.token = undefined;
  }

  private render({ template, view, status, retryAfterSeconds }: Rendered): FastifyReply {
    const nonce = randomBytes(16).toString('base64');
    setPageHeaders(this.reply, nonce);
    if (retryAfterSeconds !== undefined) void this.reply.header('retry-after', String(retryAfterSeconds));
    const values = { ...formView(this.pageRequest.form), ...view, ...this.layoutView(nonce) };
    return this.reply.status(status).type(HTML).send(this.settings.renderTemplate(template, values));
  }

  /**
   * Sends an uploaded file to the browser. The security headers prevent scripts in the file from running,
   * even if a browser displays the file.
   */
  private sendFile({ file: { mediaType, disposition, content } }: Download): FastifyReply {
    setFileHeaders(this.reply);
    void this.reply.header('content-type', mediaType).header('content-disposition', disposition);
    return this.reply.send(content ?? '');
  }

  /**
   * Returns the values that every page shows around its content: user, menu, message, CSRF token and feed
   * position.
   */
  private layoutView(nonce: string): object {
    const path = pathOf(this.request.url);
    const notice = this.cookies.takeNotice();
    return {
      user: this.user,
      liveAfter: this.user && this.liveAfter,
      readAt: this.pageRequest.now.toISOString(),
      navigation: this.user ? navigationOf(this.user, path) : [],
      isPosted: this.request.method === 'POST',
      isSessionsPage: path === PATHS.sessions,
      isOwnMessagesPage: path === PATHS.ownMessages,
      unread: this.user?.unreadMessages ?? 0,
      notice: notice && NOTICES[notice],
      formToken: this.withNonce(formToken(this.formSecret(), this.token)),
      tokenField: TOKEN_FIELD,
      cspNonce: nonce,
      assets: this.settings.assets,
    };
  }

  private formSecret(): string {
    const kept = this.cookies.read('form');
    if (kept) return kept;
    const secret = newFormSecret();
    this.cookies.set('form', secret);
    return secret;
  }

  /** Redirects with status 303, so that the browser requests the next page with GET. */
  private redirect({ to, notice, session }: Redirect): FastifyReply {
    setPageHeaders(this.reply);
    if (session) this.cookies.set('session', session.token);
    if (session === null) this.cookies.clear('session');
    if (session === null && this.pageRequest.hasSession) this.cookies.clear('form'); // So a kept form cannot be opened any more.
    this.forgetShownForm();
    if (notice) this.cookies.set('notice', notice);
    return this.reply.redirect(to, 303);
  }
}
