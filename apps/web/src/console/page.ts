import type { SessionStarted, UserView } from '#contracts/identity';
import type { Api, OpenedFile } from '../api.js';
import type { Notice } from '../wording/notices.js';
import type { Form } from './form.js';
import type { ReturnedOutcome } from './kept-submission.js';

/**
 * A page: the functions that answer GET and POST requests at one address. These functions return data. They
 * do not use HTTP or cookies themselves.
 */
export type Page = SignedInPage | OpenPage;

/** A page for signed-in users. Other users are redirected to the sign-in page. */
export interface SignedInPage {
  readonly path: string;
  readonly get?: Handler<SignedInRequest>;
  readonly post?: Handler<SignedInRequest>;
  /**
   * Shows a submitted form again, with GET: with its errors, or after a button that only changes the form. `request.form`
   * contains the kept fields.
   */
  readonly again?: (request: SignedInRequest, outcome: ReturnedOutcome) => PageAnswer | Promise<PageAnswer>;
  /**
   * The address of the page that contains this form. Set only if this address accepts nothing but a submitted
   * form. If a user opens this address, or signs in again after the session ended, the user is redirected to
   * `from`.
   */
  readonly from?: string;
  /** Returns false for users who may not use this page. Such users get an error page. */
  readonly mayOpen?: (user: UserView) => boolean;
  /** True if the form on this page has a file field. */
  readonly takesFile?: boolean;
}

/** A page that users can open without a session. */
export interface OpenPage {
  readonly path: string;
  readonly get?: Handler<PageRequest>;
  readonly post?: Handler<PageRequest>;
  /** As for pages of signed-in users. */
  readonly again?: (request: PageRequest, outcome: ReturnedOutcome) => PageAnswer | Promise<PageAnswer>;
  readonly isOpen: true;
}

type Handler<Request> = (request: Request) => PageAnswer | Promise<PageAnswer>;

/**
 * A request for a page: parameters, form fields, the current time, and an API client that acts for the user.
 */
export interface PageRequest {
  readonly api: Api;
  readonly now: Date;
  readonly hasSession: boolean;
  /**
   * The start of the address at which the user opened the console, for example `https://homeward.example`.
   */
  readonly origin: string;
  /** True if the user's browser runs on the same machine as the console. */
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

export type PageAnswer = Rendered | Redirect | Download | FormAgain;

/**
 * The answer of a submitted form that is shown again. The browser keeps the form and is redirected to the form's address.
 * If the form is too large to be kept, `show` renders it at once.
 */
export interface FormAgain {
  readonly outcome: ReturnedOutcome;
  /** The fields of the form, with those that the console added, such as the id of an uploaded document. */
  readonly form: Form;
  readonly show: () => Promise<PageAnswer>;
}

/** The answer of a page that is rendered: a template and the values for the template. */
export interface Rendered {
  readonly template: string;
  readonly view: object;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** The answer of a page that redirects to another page. */
export interface Redirect {
  readonly to: string;
  /** The message that the next page shows, for example that something was saved. */
  readonly notice?: Notice;
  /** A new session to store in the session cookie. Null ends the current session. */
  readonly session?: SessionStarted | null;
}

/** The answer of a page from which the user downloads a file. */
export interface Download {
  readonly file: OpenedFile;
}

export function render(template: string, view: object, status = 200): Rendered {
  return { template, view, status };
}

export function redirect(to: string, more: Omit<Redirect, 'to'> = {}): Redirect {
  return { to, ...more };
}
