import { randomUUID } from 'node:crypto';
import { cleanPastedText } from '#contracts/pasted-text';
import type { SentFile } from './multipart.js';

/** The fields of a submitted form or of a query string. A missing field is read as an empty text. */
export interface Form {
  /**
   * Returns the value of a field, without spaces at the beginning and the end, and without invisible characters of a
   * pasted text.
   */
  text(name: string): string;
  /** Returns the value of a field exactly as typed, for passwords and for showing the form again. */
  exact(name: string): string;
  /** Returns the text fields exactly as typed, by name. */
  fields(): Readonly<Record<string, string>>;
  /** Returns the uploaded file of a file field. Undefined if the user chose no file. */
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
  const fields = (): Record<string, string> => {
    const entries: [string, unknown][] =
      typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  };
  return { exact, file, fields, text: (name) => typed(exact(name)) };
}

const typed = (value: string): string => cleanPastedText(value).trim();

/** Returns a copy of the form with new values for some of its fields. */
export function withFields(form: Form, fields: Readonly<Record<string, string>>): Form {
  const exact = (name: string): string =>
    Object.hasOwn(fields, name) ? (fields[name] ?? '') : form.exact(name);
  return {
    exact,
    file: (name) => form.file(name),
    fields: () => ({ ...form.fields(), ...fields }),
    text: (name) => typed(exact(name)),
  };
}

const KEY = /^[0-9a-f-]{36}$/;

/**
 * Returns the idempotency key from a hidden field of the form. So a form that is sent twice runs one command.
 * Returns a new key if the form has no valid key.
 */
export function idempotencyKeyIn(form: Form, field = 'key'): string {
  const key = form.exact(field);
  return KEY.test(key) ? key : randomUUID();
}

/**
 * An error in what the user typed. The page shows the error beside the form field and in the list of errors
 * at the top.
 */
export interface Fault {
  /** The element id of the form field with the error. Missing if the error concerns the whole form. */
  readonly field?: string;
  readonly text: string;
}
