import type { ChangeFact } from './facts.js';

/** "May not start care for a person it does not deliver care to today" (docs/rules.md §3.4.2). */
export function breaksNoNewPeople({
  kind,
  startsNewPerson,
}: Pick<ChangeFact, 'kind' | 'startsNewPerson'>): boolean {
  return kind === 'award' && startsNewPerson;
}
