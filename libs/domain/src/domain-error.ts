import type { ErrorCode } from '#contracts/errors';

/**
 * A refusal with a stable code and the facts behind it. Business code throws no other error: any other exception is a
 * bug.
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
