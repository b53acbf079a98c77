import { DomainError } from './domain-error.js';

/**
 * The most wordings of one record that are kept (docs/rules.md §7). Every earlier wording is kept for good, so
 * their number is bounded.
 */
export const MOST_WORDINGS = { offer: 100, broadcast: 100, package: 1_000, restriction: 1_000 } as const;

/**
 * Checks that a record may get another wording.
 *
 * @param version  the number of the present wording
 * @throws DomainError `too_many_wordings`
 */
export function assertMoreWordings(record: keyof typeof MOST_WORDINGS, version: number): void {
  const most = MOST_WORDINGS[record];
  if (version >= most) throw new DomainError('too_many_wordings', { most });
}
