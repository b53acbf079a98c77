import type { ChangeFact } from './facts.js';

/** "No new packages in these lots; existing care may change" (docs/rules.md §3.4.2). */
export function breaksClosed({ kind }: Pick<ChangeFact, 'kind'>): boolean {
  return kind === 'award';
}
