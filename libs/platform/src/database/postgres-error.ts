const RETRYABLE = new Set([
  '40001', // SQLSTATE of a serialization failure
  '40P01', // SQLSTATE of a deadlock
  '55P03', // SQLSTATE of a lock timeout
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const field = (error: unknown, name: string): string | undefined => {
  if (!isRecord(error)) return undefined;
  const own = error[name];
  if (typeof own === 'string') return own;
  return isRecord(error.driverError) ? field(error.driverError, name) : undefined;
};

/** Returns the five-character SQLSTATE of a PostgreSQL error. Undefined if the error has no SQLSTATE. */
export const sqlState = (error: unknown): string | undefined => field(error, 'code');

/**
 * Returns the name of the constraint that an SQL statement violated. Undefined if the error is not a
 * constraint violation.
 */
export const brokenConstraint = (error: unknown): string | undefined => field(error, 'constraint');

export const isRetryable = (error: unknown): boolean => RETRYABLE.has(sqlState(error) ?? '');
