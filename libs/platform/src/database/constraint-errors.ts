import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';
import { brokenConstraint } from './postgres-error.js';

/**
 * Runs a write and converts a constraint violation to a DomainError. `codes` gives the error code, keyed by
 * constraint name. Other errors are thrown unchanged. After a violation, the transaction is aborted.
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
