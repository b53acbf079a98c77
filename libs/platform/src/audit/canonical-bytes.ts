import { createHash } from 'node:crypto';

/**
 * Returns the canonical JSON of a value by RFC 8785 (JCS): keys are sorted by UTF-16 code units, and there is no white
 * space. Nulls are kept. Fields that are undefined are left out, and a Date is its ISO text, as `JSON.stringify` does it.
 *
 * Does not build sorted objects, because JavaScript moves keys such as `10` to the front of every object.
 */
export function rfc8785(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => rfc8785(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${rfc8785(field)}`);
    return `{${fields.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('JSON has no such number');
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new Error(`JSON has no ${typeof value}`);
  return text;
}

/** Returns the SHA-256 of the parts, one after the other. Texts are hashed as UTF-8. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** An instant as UTC text with microseconds, such as `2026-03-01T09:30:00.000000Z`. Equals the SQL of `instantText`. */
export const instantOf = (instant: Date): string => instant.toISOString().replace('Z', '000Z');

/** An SQL expression: a `timestamptz` as UTC text with microseconds, such as `2026-03-01T09:30:00.000000Z`. */
export const instantText = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** An SQL expression: a `date` as text, such as `2026-03-01`. */
export const dateText = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;
