import { createHash } from 'node:crypto';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Canonical JSON by RFC 8785, for the independent verifier. This folder is written from docs/audit.md alone and imports
 * nothing of Homeward, so that a mistake in Homeward's own code cannot hide in both.
 */
export function jcs(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return '[' + value.map(jcs).join() + ']';
  const keys = Object.keys(value).sort(byCodeUnits);
  return '{' + keys.map((key) => JSON.stringify(key) + ':' + jcs(value[key] ?? null)).join() + '}';
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

function byCodeUnits(a: string, b: string): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = a.charCodeAt(at) - b.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function hashOf(...parts: readonly (Uint8Array | string)[]): Buffer {
  return createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))))
    .digest();
}

/** JSON as seals of version 1 hash it: keys that are whole numbers come first in an object. */
export function firstJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return '[' + value.map(firstJson).join() + ']';
  const isIndex = (key: string): boolean => /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
  const keys = Object.keys(value).sort(byCodeUnits);
  const ordered = [
    ...keys.filter(isIndex).sort((a, b) => Number(a) - Number(b)),
    ...keys.filter((key) => !isIndex(key)),
  ];
  return '{' + ordered.map((key) => JSON.stringify(key) + ':' + firstJson(value[key] ?? null)).join() + '}';
}
