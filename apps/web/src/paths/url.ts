/**
 * Encodes an id as a segment of a path. Returns a placeholder such as `:id` unchanged, so that one function
 * builds both links and route patterns.
 */
export const segment = (id: string): string => (/^:\w+$/.test(id) ? id : encodeURIComponent(id));

export type Query = Readonly<Record<string, string | undefined>>;

/**
 * Returns a query string that begins with `?`. Parameters without a value are left out. Returns an empty text
 * if no parameter has a value.
 */
export function queryOf(query: Query): string {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
}
