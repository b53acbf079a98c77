import type { ChangeFact } from './facts.js';

/** "No new packages in these lots; existing care may change" (design §3.4). */
export function breaksClosed({ kind }: Pick<ChangeFact, 'kind'>): boolean {
  return kind === 'award';
}
