import { DataSource } from 'typeorm';
import { ENTITIES } from '#brokerage/rows/entities';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { Database } from '#platform/database/database';
import {
  anAuthorityAtScale,
  type AuthorityAtScale,
  type Scale,
} from '../support/scale/authority-at-scale.js';
import type { BenchServer } from './stage.js';

/**
 * Stores an authority at scale in the database of a server, over its own connection, and closes the
 * connection.
 */
export async function storeAuthority({ url }: BenchServer, scale: Scale): Promise<AuthorityAtScale> {
  const source = new DataSource(dataSourceOptions(Config.from({ DATABASE_URL: url }), ENTITIES));
  await source.initialize();
  try {
    return await anAuthorityAtScale(new Database(source), scale);
  } finally {
    await source.destroy();
  }
}
