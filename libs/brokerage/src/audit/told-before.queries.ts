import type { Reader } from '#platform/database/database';

/**
 * Reads the position before which staff may learn positions, numbers and hashes of the log: where the oldest sealed
 * broadcast that is still open was opened (docs/rules.md §3.3.2). It depends on nothing but that opening, which staff know,
 * so it does not tell when an answer arrived.
 */
export async function positionToldBefore(reader: Reader): Promise<bigint> {
  const [row]: { position: string | null }[] = await reader.query('SELECT log_told_before() AS position');
  return BigInt(row?.position ?? 0);
}
