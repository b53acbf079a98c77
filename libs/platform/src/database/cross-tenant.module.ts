import { Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/injection-tokens.js';
import { CrossTenantDatabase } from './database.js';
import { dataSourceOptions } from './data-source.js';

const NAME = 'across tenants';

/** The connections of the pool over all tenants. Its readers work one after another. */
const POOL_SIZE = 4;

/**
 * Provides the database over all tenants. A module imports this module only if it reads or purges over all
 * tenants by its nature. Not global: a class of another module cannot inject `CrossTenantDatabase`.
 */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      name: NAME,
      inject: [CONFIG],
      useFactory: ({ DATABASE_URL, CROSS_TENANT_DATABASE_URL: url = DATABASE_URL }: Config) => ({
        ...dataSourceOptions({ DATABASE_URL: url, DATABASE_POOL: POOL_SIZE }, []),
        logging: false,
      }),
    }),
  ],
  providers: [
    {
      provide: CrossTenantDatabase,
      inject: [getDataSourceToken(NAME)],
      useFactory: (dataSource: DataSource) => new CrossTenantDatabase(dataSource),
    },
  ],
  exports: [CrossTenantDatabase],
})
export class CrossTenantModule {}
