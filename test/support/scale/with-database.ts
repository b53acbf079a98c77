import { DataSource } from 'typeorm';
import { ENTITIES } from '#brokerage/rows/entities';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { CrossTenantDatabase } from '#platform/database/database';

/** Runs `work` with a CrossTenantDatabase that has its own connections to the server. Then closes the connections. */
export async function withDatabase<T>(
  url: string,
  work: (database: CrossTenantDatabase) => Promise<T>,
): Promise<T> {
  const source = new DataSource(dataSourceOptions(Config.from({ DATABASE_URL: url }), ENTITIES));
  await source.initialize();
  try {
    return await work(new CrossTenantDatabase(source));
  } finally {
    await source.destroy();
  }
}
