import type { FastifyInstance } from 'fastify';

/**
 * Collects the routes that are registered after this call. Returns a function that lists the methods of the
 * routes that fit a path. Routes with a wildcard are left out.
 */
export function collectMethods(server: FastifyInstance): (url: string) => readonly string[] {
  const routes: { readonly method: string; readonly parts: readonly string[] }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return;
    for (const one of [method].flat()) routes.push({ method: one, parts: partsOf(url) });
  });
  return (url) => {
    const asked = partsOf(url);
    const fitting = routes.filter(({ parts }) => fits(parts, asked));
    return [...new Set(fitting.map(({ method }) => method))].sort();
  };
}

const partsOf = (url: string): string[] => (url.split('?', 1)[0] ?? '').split('/');

/** True if a path fits a route's pattern. A parameter of the pattern fits any part of the path. */
const fits = (pattern: readonly string[], asked: readonly string[]): boolean =>
  pattern.length === asked.length &&
  pattern.every((part, index) => (part.startsWith(':') ? asked[index] !== '' : part === asked[index]));
