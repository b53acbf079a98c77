import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';
import { brokenConstraint } from './postgres-error.js';

/**
 * Runs a write. If the write violates a constraint, throws a DomainError with the error code that `codes` has
 * for the constraint's name. The transaction can then only be rolled back. Other errors are thrown unchanged.
 */
export async function refusedBy<T>(
  codes: Readonly<Record<string, ErrorCode>>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = codes[brokenConstraint(error) ?? ''];
    throw code ? new DomainError(code) : error;
  }
}
