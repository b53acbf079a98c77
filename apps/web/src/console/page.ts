import type { SessionStarted, UserView } from '#contracts/identity';
import type { Api, OpenedFile } from '../api.js';
import type { Notice } from '../wording/notices.js';
import type { Form } from './form.js';

/** One address of the console. A page returns what to answer; it knows neither HTTP nor cookies. */
export type Page = SignedInPage | OpenPage;

/** A page for signed-in users; everyone else is sent to sign in first. */
export interface SignedInPage {
  readonly path: string;
  readonly get?: Handler<SignedInRequest>;
  readonly post?: Handler<SignedInRequest>;
  /** Where a GET of this address redirects to, if the address only takes a form; also where its user comes back to after signing in again. */
  readonly from?: string;
  /** False for users who could not send the form on this page: they are refused before they fill it in. */
  readonly mayOpen?: (user: UserView) => boolean;
  /** True if the form on this page carries a file. */
  readonly takesFile?: boolean;
}

/** A page that needs no session. */
export interface OpenPage {
  readonly path: string;
  readonly get?: Handler<PageRequest>;
  readonly post?: Handler<PageRequest>;
  readonly isOpen: true;
}

type Handler<Request> = (request: Request) => PageAnswer | Promise<PageAnswer>;

/** What the browser sent, the time, and the API on behalf of the visitor. */
export interface PageRequest {
  readonly api: Api;
  readonly now: Date;
  readonly hasSession: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** The parameter `id` of the address; empty if the address has none. */
  readonly id: string;
  readonly query: Form;
  readonly form: Form;
}

export interface SignedInRequest extends PageRequest {
  readonly user: UserView;
}

export type PageAnswer = Rendered | Redirect | Download;

/** A template with the values that it shows. */
export interface Rendered {
  readonly template: string;
  readonly view: object;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** Sends the browser to another page. */
export interface Redirect {
  readonly to: string;
  /** The message that the next page shows. */
  readonly notice?: Notice;
  /** A session that starts, or null to end the current one. */
  readonly session?: SessionStarted | null;
}

/** A file that the browser saves. */
export interface Download {
  readonly file: OpenedFile;
}

export function render(template: string, view: object, status = 200): Rendered {
  return { template, view, status };
}

export function redirect(to: string, more: Omit<Redirect, 'to'> = {}): Redirect {
  return { to, ...more };
}
