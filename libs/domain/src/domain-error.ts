import type { ErrorCode } from '#contracts/errors';

/**
 * The error for a refused act or query. It has a stable code, and data that explain the refusal. To refuse,
 * business code throws only this error.
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
