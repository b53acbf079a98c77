const NOBODY = 'http://own.invalid';

/** Where somebody asked to go, if it is a place of ours: no other site, however it is written, and no door of the API. */
export function ownPath(asked: string | undefined, fallback: string): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, NOBODY)) return fallback;
  const { origin, pathname, search } = new URL(asked, NOBODY);
  const isOurs = origin === NOBODY && !pathname.startsWith('//') && !/^\/(v1|live)(\/|$)/.test(pathname);
  return isOurs ? pathname + search : fallback;
}
