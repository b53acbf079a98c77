import type { SessionStarted, UserView } from '#contracts/identity';
import type { Api, OpenedFile } from '../api/api.js';
import type { Notice } from '../wording/notices.js';
import type { Form } from './form.js';

/** A page is asked, perhaps sent a form, and says what to do; it knows neither HTTP nor cookies. */
export type Page = SignedInPage | OpenPage;

export interface SignedInPage {
  readonly path: string;
  readonly get?: Handle<Visit>;
  readonly post?: Handle<Visit>;
  /** Where to come back to after signing in again: the page whose form is sent here. */
  readonly from?: string;
  /** For whose work it is, where it only leads to something that others may not do: nobody fills in a form for nothing. */
  readonly isFor?: (user: UserView) => boolean;
  /** Its form carries a file. */
  readonly takesFile?: true;
}

/** A page for whoever comes, signed in or not. */
export interface OpenPage {
  readonly path: string;
  readonly get?: Handle<Call>;
  readonly post?: Handle<Call>;
  readonly isOpen: true;
}

type Handle<Who> = (who: Who) => Answer | Promise<Answer>;

/** Somebody at the door, whoever it is. */
export interface Call {
  readonly api: Api;
  readonly now: Date;
  readonly hasSession: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Form;
  readonly form: Form;
}

/** Somebody who is signed in. */
export interface Visit extends Call {
  readonly user: UserView;
}

export type Answer = Shown | Sent | Handed;

/** A template with what it shows. */
export interface Shown {
  readonly template: string;
  readonly view: object;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** On to another page, saying what was done; with a new session, or with none any more. */
export interface Sent {
  readonly to: string;
  readonly notice?: Notice;
  readonly session?: SessionStarted | null;
}

/** A file, to be saved. */
export interface Handed {
  readonly file: OpenedFile;
}

export function show(template: string, view: object, status = 200): Shown {
  return { template, view, status };
}

export function goTo(to: string, done: Omit<Sent, 'to'> = {}): Sent {
  return { to, ...done };
}
