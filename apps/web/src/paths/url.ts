/** An id as a segment of a path. A placeholder such as `:id` stays as it is, for the pattern of a route. */
export const segment = (id: string): string => (/^:\w+$/.test(id) ? id : encodeURIComponent(id));

export type Query = Readonly<Record<string, string | undefined>>;

/** A query string with its question mark. Parameters without a value are left out; without any the result is empty. */
export function queryOf(query: Query): string {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
}
