import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';
import { brokenConstraint } from './postgres-error.js';

/**
 * Runs a write and translates a constraint violation into a DomainError. `codes` maps constraint names to
 * error codes. Other errors are thrown unchanged. PostgreSQL aborts the transaction when a constraint is
 * violated.
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
