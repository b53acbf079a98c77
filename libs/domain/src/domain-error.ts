import type { ErrorCode } from '#contracts/errors';

/**
 * The error for a refused act or query, with a stable code and explaining data. Business code throws no other
 * error.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}
