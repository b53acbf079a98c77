import { passwordFaults } from '#domain/access/password-faults';
import { DomainError } from '#domain/domain-error';
import { rankOfPassword } from '#platform/security/common-passwords';

/**
 * Checks that a new password is hard to guess.
 *
 * @throws DomainError `password_guessable` with the faults
 */
export function assertGoodPassword(password: string, own: readonly string[]): void {
  const faults = passwordFaults(password, { own, rankOf: rankOfPassword });
  if (faults.length > 0) throw new DomainError('password_guessable', { faults });
}
