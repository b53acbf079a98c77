import type { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from './database.js';

/**
 * Inserts whole rows. TypeORM's own type for a row cannot bear `unknown` inside a JSON column, so the
 * assertion that a row is a row stands here once.
 */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  ...rows: readonly E[]
): Promise<void> {
  if (rows.length > 0) await tx.insert(entity, rows as unknown as QueryDeepPartialEntity<E>[]);
}
