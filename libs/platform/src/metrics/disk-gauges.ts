import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/injection-tokens.js';
import { CrossTenantDatabase } from '../database/database.js';
import { type Collector, Metrics } from './metrics.js';
import { registry } from './registry.js';

const free = new Gauge({
  name: 'homeward_disk_free_ratio',
  help: 'Share of the disk under the database that is free; only where PostgreSQL runs on this machine.',
  registers: [registry],
});

const HERE = new Set(['localhost', '127.0.0.1', '[::1]', '']);

/**
 * Measures the free space on the disk that holds the database. Works only if PostgreSQL runs on this machine.
 */
@Injectable()
export class DiskGauges implements Collector, OnModuleInit {
  readonly name = 'disk';

  constructor(
    private readonly metrics: Metrics,
    private readonly database: CrossTenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.forget();
  }

  onModuleInit(): void {
    if (HERE.has(new URL(this.config.DATABASE_URL).hostname)) this.metrics.add(this);
  }

  async collect(): Promise<void> {
    const folder = await this.dataFolder();
    if (folder === undefined) return;
    const { bavail, blocks } = await statfs(folder);
    free.set(Number(bavail) / Number(blocks));
  }

  /**
   * Returns the path of PostgreSQL's data folder. Undefined if the database role may not read this setting.
   */
  private async dataFolder(): Promise<string | undefined> {
    const [row]: { folder: string | null }[] = await this.database.reader.query(
      `SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'`,
    );
    return row?.folder ?? undefined;
  }

  forget(): void {
    free.set(NaN);
  }
}
