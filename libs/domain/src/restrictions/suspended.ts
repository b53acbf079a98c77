import type { ChangeFact } from './facts.js';

/** "No new work at all" (design §3.4): no package and no increase; a decrease may go on. */
export function breaksSuspended({ kind, addedMinutes }: Pick<ChangeFact, 'kind' | 'addedMinutes'>): boolean {
  return kind === 'award' || addedMinutes > 0;
}
