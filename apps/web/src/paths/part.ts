/** An id on its way into a path; `:id` stays, for the pattern of a route. */
export const part = (id: string): string => (/^:\w+$/.test(id) ? id : encodeURIComponent(id));

/** What was filled in, as a query with its question mark; nothing where nothing was. */
export function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  const filled = Object.entries(query).filter((one): one is [string, string] => Boolean(one[1]));
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
}
