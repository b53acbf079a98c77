import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';
import { brokenConstraint } from './postgres-error.js';

/**
 * Does a write that a constraint may refuse, and gives the refusal its code. The transaction is lost
 * then; any other error stays what it is.
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
