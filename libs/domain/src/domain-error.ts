import type { ErrorCode } from '#contracts/errors';

/**
 * A refusal, in a code that a client may switch on and the facts behind it. The only error that
 * business code throws; anything else that is thrown is a bug.
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
