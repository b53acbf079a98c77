import { randomUUID } from 'node:crypto';
import type { Problem } from '#contracts/errors';
import { ERROR_WORDING } from '../wording/errors.js';
import type { SentFile } from './multipart.js';

/** The fields of a form, or of a query: each a text, empty when it was not sent. */
export interface Form {
  /** Without the blanks around it. */
  text(name: string): string;
  /** As it was typed, for passwords. */
  exact(name: string): string;
  /** The file that was chosen, if any was. */
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

const KEY = /^[0-9a-f-]{36}$/;

/** The key that a form carries, so that sending it twice is one act; a new one where it has none. */
export function keyOf(form: Form, name = 'key'): string {
  const key = form.exact(name);
  return KEY.test(key) ? key : randomUUID();
}

/**
 * The version that a form, shown again, is sent from: the one that was looked at when it was filled in. Only whoever
 * has been told that somebody else was quicker (409) has seen the one that stands now.
 */
export function versionSeen(form: Form, current: number | undefined, status?: number): string {
  const seen = form.text('version');
  return seen !== '' && status !== 409 ? seen : String(current ?? '');
}

/** What is wrong with a field, shown beside it and at the top of the page, where it links to it. */
export interface Fault {
  /** The id of the field; none for what belongs to the form as a whole. */
  readonly field?: string | undefined;
  readonly text: string;
}

/** A fault for each field that has to be filled in and is not. */
export function missing(form: Form, sentences: Readonly<Record<string, string>>): Fault[] {
  return Object.entries(sentences)
    .filter(([field]) => form.exact(field).trim() === '')
    .map(([field, text]) => ({ field, text }));
}

/**
 * A refusal of the API as faults of a form: the fields that it names with the page's own sentence for each,
 * anything else with the sentence for its code.
 */
export function faultsOf(
  { code, facts }: Problem,
  sentences: Readonly<Record<string, string>> = {},
  fieldOfCode: Readonly<Record<string, string>> = {},
): Fault[] {
  const fields = facts?.fields;
  const named = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const known = named.flatMap((field) => {
    const text = sentences[field];
    return text === undefined ? [] : [{ field, text }];
  });
  return known.length > 0 ? known : [{ field: fieldOfCode[code], text: ERROR_WORDING[code] }];
}

/** The faults that the API lists by code with its own sentence for each, at the fields that mend them. */
export function listedFaults({ facts }: Problem, fieldOf: Readonly<Record<string, string>>): Fault[] {
  const faults: unknown = facts?.faults;
  if (!Array.isArray(faults)) return [];
  return (faults as { code?: unknown; sentence?: unknown }[]).flatMap(({ code, sentence }) =>
    typeof code === 'string' && typeof sentence === 'string'
      ? [{ field: fieldOf[code], text: sentence }]
      : [],
  );
}
