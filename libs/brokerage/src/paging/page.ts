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
/** A position in the log. 18 digits always fit in PostgreSQL's bigint. */
const POSITION = /^\d{1,18}$/;

export interface Slice {
  /** The cursor: the id, or the position, of the last row of the previous page. Both grow with time. */
  readonly after: string | null;
  /** The number of rows to read: the page size plus one. The extra row shows that another page exists. */
  readonly fetch: number;
}

/** @throws DomainError `invalid_cursor` */
export const sliceOf = (request: PageRequest): Slice => slice(request, UUID);

/**
 * The slice of a list of events that is ordered by position.
 *
 * @throws DomainError `invalid_cursor`
 */
export const sliceByPosition = (request: PageRequest): Slice => slice(request, POSITION);

function slice({ after, limit = DEFAULT_LIMIT }: PageRequest, cursor: RegExp): Slice {
  const last = after === undefined ? null : Buffer.from(after, 'base64url').toString();
  if (last !== null && !cursor.test(last)) throw new DomainError('invalid_cursor');
  return { after: last, fetch: limit + 1 };
}

export const toPage = <T extends { readonly id: string }>(rows: readonly T[], slice: Slice): Page<T> =>
  page(rows, slice, ({ id }) => id);

export const toPageByPosition = <T extends { readonly position: string }>(
  rows: readonly T[],
  slice: Slice,
): Page<T> => page(rows, slice, ({ position }) => position);

function page<T>(rows: readonly T[], { fetch }: Slice, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, fetch - 1);
  const last = rows.length === fetch ? items.at(-1) : undefined;
  return { items, next: last ? Buffer.from(cursorOf(last)).toString('base64url') : null };
}
