import type { Page, PageRequest } from '#contracts/list-page';
import { DomainError } from '#domain/domain-error';

/**
 * Makes an ILIKE pattern that finds a search text anywhere in a column. The characters `%` and `_` have no
 * special meaning. Returns null without a search text.
 */
export function containing(words: string | undefined): string | null {
  return words === undefined ? null : `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

const DEFAULT_LIMIT = 50;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface Slice {
  /** The cursor: the id of the last row of the previous page. */
  readonly after: string | null;
  /** The number of rows to read: the page size plus one. The extra row shows that another page exists. */
  readonly fetch: number;
}

/** @throws DomainError `invalid_cursor` */
export function sliceOf({ after, limit = DEFAULT_LIMIT }: PageRequest): Slice {
  const last = after === undefined ? null : Buffer.from(after, 'base64url').toString();
  if (last !== null && !UUID.test(last)) throw new DomainError('invalid_cursor');
  return { after: last, fetch: limit + 1 };
}

const DIGITS = /^\d{1,18}$/;

/**
 * Like `sliceOf`, for a list whose rows are numbered.
 *
 * @throws DomainError `invalid_cursor`
 */
export function sliceOfNumbers({ after, limit = DEFAULT_LIMIT }: PageRequest): Slice {
  const last = after === undefined ? null : Buffer.from(after, 'base64url').toString();
  if (last !== null && !DIGITS.test(last)) throw new DomainError('invalid_cursor');
  return { after: last, fetch: limit + 1 };
}

export function toPage<T extends { readonly id: string }>(rows: readonly T[], { fetch }: Slice): Page<T> {
  const items = rows.slice(0, fetch - 1);
  const last = rows.length === fetch ? items.at(-1) : undefined;
  return { items, next: last ? Buffer.from(last.id).toString('base64url') : null };
}
