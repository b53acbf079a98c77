import type { SessionStarted, UserView } from '#contracts/identity';
import type { Api, OpenedFile } from '../api.js';
import type { Notice } from '../wording/notices.js';
import type { Form } from './form.js';

/**
 * A page: the GET and POST handlers of one console address. A handler returns its answer as data, and does
 * not use HTTP or cookies directly.
 */
export type Page = SignedInPage | OpenPage;

/** A page for signed-in users. Visitors without a session are redirected to the sign-in page. */
export interface SignedInPage {
  readonly path: string;
  readonly get?: Handler<SignedInRequest>;
  readonly post?: Handler<SignedInRequest>;
  /**
   * The address of the page that contains this form. Set only if this page accepts nothing but a submitted
   * form. A GET of this page redirects to `from`. A new sign-in after the session ended also redirects to
   * `from`.
   */
  readonly from?: string;
  /** Returns false for users who may not use this page. Such users get an error page. */
  readonly mayOpen?: (user: UserView) => boolean;
  /** True if the form on this page has a file field. */
  readonly takesFile?: boolean;
}

/** A page for visitors without a session. */
export interface OpenPage {
  readonly path: string;
  readonly get?: Handler<PageRequest>;
  readonly post?: Handler<PageRequest>;
  readonly isOpen: true;
}

type Handler<Request> = (request: Request) => PageAnswer | Promise<PageAnswer>;

/** A request to a page: parameters, form fields, the current time, and an API client for the visitor. */
export interface PageRequest {
  readonly api: Api;
  readonly now: Date;
  readonly hasSession: boolean;
  /** The address under which the visitor reached the console, without a path: `https://homeward.example`. */
  readonly origin: string;
  /** True if the visitor's browser runs on the same machine as the console. */
  readonly isLocal: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** The path parameter `id`. Empty if the address has no such parameter. */
  readonly id: string;
  readonly query: Form;
  readonly form: Form;
}

export interface SignedInRequest extends PageRequest {
  readonly user: UserView;
}

export type PageAnswer = Rendered | Redirect | Download;

/** A page's answer: a template and the values for the template. */
export interface Rendered {
  readonly template: string;
  readonly view: object;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** A page's answer: a redirect to another page. */
export interface Redirect {
  readonly to: string;
  /** The message that the next page shows, for example that something was saved. */
  readonly notice?: Notice;
  /** A new session to store in the session cookie. Null ends the current session. */
  readonly session?: SessionStarted | null;
}

/** A page's answer: a file to download. */
export interface Download {
  readonly file: OpenedFile;
}

export function render(template: string, view: object, status = 200): Rendered {
  return { template, view, status };
}

export function redirect(to: string, more: Omit<Redirect, 'to'> = {}): Redirect {
  return { to, ...more };
}
