import type { ChangeFact } from './facts.js';

/** "No new work at all" (docs/rules.md §3.4.2): no package and no increase; a decrease may go on. */
export function breaksSuspended({ kind, addedMinutes }: Pick<ChangeFact, 'kind' | 'addedMinutes'>): boolean {
  return kind === 'award' || addedMinutes > 0;
}
