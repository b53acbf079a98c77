import type { FastifyInstance, InjectOptions } from 'fastify';
import { type HTMLElement, parse } from 'node-html-parser';
import { bannedWords } from './words-on-screen.js';

/** The console's answer to a request of a simulated visitor. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly html: HTMLElement;
  /** The text of the page, on one line. */
  readonly text: string;
  readonly location: string;
}

export interface ChosenFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * A simulated browser that runs no scripts. It keeps cookies, and sends forms with the values that the page
 * contains.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** The addresses below which a cookie is sent, by the name of the cookie. */
  private readonly cookiePaths = new Map<string, string>();
  private page: HTMLElement | undefined;

  constructor(
    private readonly web: FastifyInstance,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get(url: string): Promise<Received> {
    return this.send({ method: 'GET', url });
  }

  /**
   * Sends the form with the given `action` from the last received page. `fields` replaces some of the form's
   * values.
   */
  async submit(action: string, fields: Readonly<Record<string, string>> = {}): Promise<Received> {
    return this.post(action, { ...this.filled(action), ...fields });
  }

  private filled(action: string): Record<string, string> {
    const form = this.page?.querySelectorAll('form').find((one) => one.getAttribute('action') === action);
    if (!form) throw new Error(`the page has no form to ${action}`);
    const filled = form
      .querySelectorAll('input, select, textarea')
      .filter((field) => !isLeftOut(field))
      .map((field) => [field.getAttribute('name') ?? '', valueOf(field)]);
    return Object.fromEntries(filled) as Record<string, string>;
  }

  /** Sends the form from the last received page, and returns the answer without following its redirect. */
  async postRaw(action: string, fields: Readonly<Record<string, string>>): Promise<Received> {
    const payload = new URLSearchParams({ ...this.filled(action), ...fields }).toString();
    return this.send({ method: 'POST', url: action, payload, headers: FORM_HEADERS }, false);
  }

  /** Sends form fields without opening a page first, for example without a CSRF token. */
  async post(url: string, fields: Readonly<Record<string, string>>): Promise<Received> {
    return this.send({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: FORM_HEADERS,
    });
  }

  /**
   * Sends the form with the given `action` from the last received page, with files. `fields` replaces some of
   * the form's values.
   */
  async submitWithFile(
    action: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, ChosenFile>>,
  ): Promise<Received> {
    return this.postWithFile(action, { ...this.filled(action), ...fields }, files);
  }

  async postWithFile(
    url: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, ChosenFile>>,
  ): Promise<Received> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const [name, { content, ...file }] of Object.entries(files))
      form.set(name, new Blob([content], { type: file.type }), file.name);
    const encoded = new Response(form);
    const payload = Buffer.from(await encoded.arrayBuffer());
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
    return this.send({ method: 'POST', url, payload, headers });
  }

  private async send(request: InjectOptions, follows = true): Promise<Received> {
    const [path = ''] = (typeof request.url === 'string' ? request.url : '').split('?', 1);
    const isSent = (name: string): boolean => path.startsWith(this.cookiePaths.get(name) ?? '/');
    const sent = [...this.cookies].filter(([name]) => isSent(name));
    const cookie = sent.map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie, ...this.headers, ...request.headers };
    const answer = await this.web.inject({ ...request, headers });
    for (const { name, value, path: below = '/' } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
      this.cookiePaths.set(name, below);
    }
    const next = String(answer.headers.location ?? '');
    // A form that is shown again has its own address, to which the browser is redirected.
    if (follows && next.startsWith(`${path}?`) && /[?&]again=/.test(next))
      return this.send({ method: 'GET', url: next });
    const html = parse(answer.body);
    assertErrorLinksLead(html);
    assertPlainWords(html);
    if (answer.statusCode !== 303) this.page = html;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      html,
      text: html.textContent.replaceAll(/\s+/g, ' ').trim(),
      location: String(answer.headers.location ?? ''),
    };
  }
}

/** Throws an error if a link of the error summary leads to no field of the page. */
function assertErrorLinksLead(html: HTMLElement): void {
  for (const link of html.querySelectorAll('.govuk-error-summary a')) {
    const href = link.getAttribute('href') ?? '';
    const isThere = href.startsWith('#') && html.querySelectorAll('[id]').some(({ id }) => `#${id}` === href);
    if (!isThere) throw new Error(`the error link ${href} leads nowhere`);
  }
}

/** Throws an error if the page shows a phrase that no page may show, in its text or in a label for screen readers. */
function assertPlainWords(html: HTMLElement): void {
  const labels = html
    .querySelectorAll('[aria-label], [placeholder]')
    .flatMap((element) => [
      element.getAttribute('aria-label') ?? '',
      element.getAttribute('placeholder') ?? '',
    ]);
  const found = bannedWords([html.textContent, ...labels].join('\n').replaceAll(/\s+/g, ' '));
  if (found.length > 0) throw new Error(`the page says ${found.join('; ')}`);
}

/**
 * Returns true for form fields that a browser would not send with the other values: file fields, and
 * checkboxes that are not ticked.
 */
function isLeftOut(field: HTMLElement): boolean {
  const type = field.getAttribute('type') ?? '';
  return type === 'file' || (['checkbox', 'radio'].includes(type) && !field.hasAttribute('checked'));
}

function valueOf(field: HTMLElement): string {
  if (field.tagName === 'TEXTAREA') return field.textContent.replace(/^\n/, '');
  if (field.tagName !== 'SELECT') return field.getAttribute('value') ?? '';
  const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
  return chosen?.getAttribute('value') ?? '';
}
