const RETRYABLE = new Set([
  '40001', // serialization failure
  '40P01', // deadlock detected
  '55P03', // lock not available in time
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const field = (error: unknown, name: string): string | undefined => {
  if (!isRecord(error)) return undefined;
  const own = error[name];
  if (typeof own === 'string') return own;
  return isRecord(error.driverError) ? field(error.driverError, name) : undefined;
};

/** The five-character SQLSTATE of an error from PostgreSQL. */
export const sqlState = (error: unknown): string | undefined => field(error, 'code');

/** The name of the constraint that refused a row. */
export const brokenConstraint = (error: unknown): string | undefined => field(error, 'constraint');

export const isRetryable = (error: unknown): boolean => RETRYABLE.has(sqlState(error) ?? '');
