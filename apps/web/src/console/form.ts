import { randomUUID } from 'node:crypto';
import type { SentFile } from './multipart.js';

/** The fields of a form or of a query. A field that was not sent reads as an empty text. */
export interface Form {
  /** The value without surrounding blanks. */
  text(name: string): string;
  /** The value exactly as typed, for passwords and for showing it again. */
  exact(name: string): string;
  /** The file that was chosen, if any. */
  file(name: string): SentFile | undefined;
}

export function readForm(sent: unknown): Form {
  const valueOf = (name: string): unknown =>
    typeof sent === 'object' && sent !== null && Object.hasOwn(sent, name)
      ? Reflect.get(sent, name)
      : undefined;
  const exact = (name: string): string => {
    const value = valueOf(name);
    return typeof value === 'string' ? value : '';
  };
  const file = (name: string): SentFile | undefined => {
    const value = valueOf(name);
    return typeof value === 'object' && value !== null && 'content' in value
      ? (value as SentFile)
      : undefined;
  };
  return { exact, file, text: (name) => exact(name).trim() };
}

/** The form with some of its fields replaced. */
export function withFields(form: Form, fields: Readonly<Record<string, string>>): Form {
  const exact = (name: string): string =>
    Object.hasOwn(fields, name) ? (fields[name] ?? '') : form.exact(name);
  return { exact, file: (name) => form.file(name), text: (name) => exact(name).trim() };
}

const KEY = /^[0-9a-f-]{36}$/;

/** The idempotency key in a hidden field of the form, so that sending the form twice is one command; a new key if the form has none. */
export function idempotencyKeyIn(form: Form, field = 'key'): string {
  const key = form.exact(field);
  return KEY.test(key) ? key : randomUUID();
}

/** An error in what was typed. A page shows it beside the field and in the error summary. */
export interface Fault {
  /** The id of the field; missing if the error is about the form as a whole. */
  readonly field?: string;
  readonly text: string;
}
