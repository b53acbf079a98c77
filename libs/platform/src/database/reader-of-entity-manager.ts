import type { EntityManager } from 'typeorm';
import type { Reader } from './database.js';

/** Adds the `views` method of `Reader` to a TypeORM entity manager. */
export function readerOn(manager: EntityManager): EntityManager & Pick<Reader, 'views'> {
  return Object.assign(manager, {
    views: async <View>(sql: string, values: readonly unknown[] = []): Promise<View[]> =>
      datesAsTexts<View>(await manager.query<Record<string, unknown>[]>(sql, [...values])),
  });
}

/** Replaces the timestamps in rows by ISO texts. */
export function datesAsTexts<View>(rows: Record<string, unknown>[]): View[] {
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (value instanceof Date) row[name] = value.toISOString();
  return rows as View[];
}
