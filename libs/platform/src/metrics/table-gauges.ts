import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { CrossTenantDatabase } from '../database/database.js';
import { type Collector, Metrics } from './metrics.js';
import { registry } from './registry.js';

const bytes = new Gauge({
  name: 'homeward_table_bytes',
  help: 'Size of a table on disk with its indexes and long values.',
  labelNames: ['table'],
  registers: [registry],
});

interface TableSize {
  readonly name: string;
  readonly bytes: number;
}

/** Measures each table, so that one that grows for ever is seen before the disk is full. */
@Injectable()
export class TableGauges implements Collector, OnModuleInit {
  readonly name = 'tables';

  constructor(
    private readonly metrics: Metrics,
    private readonly database: CrossTenantDatabase,
  ) {}

  onModuleInit(): void {
    this.metrics.add(this);
  }

  async collect(): Promise<void> {
    const tables: TableSize[] = await this.database.reader.query(
      `SELECT c.relname AS name, coalesce(pg_total_relation_size(c.oid), 0)::float8 AS bytes
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    );
    for (const table of tables) bytes.set({ table: table.name }, table.bytes);
  }

  forget(): void {
    bytes.reset();
  }
}
