import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { CrossTenantDatabase } from '../database/database.js';
import { type Collector, Metrics } from './metrics.js';
import { registry } from './registry.js';

const behind = new Gauge({
  name: 'homeward_log_behind',
  help: 'Positions between the newest event and the last that a reader of the log has read.',
  labelNames: ['reader'],
  registers: [registry],
});
const lag = new Gauge({
  name: 'homeward_log_lag_seconds',
  help: 'Age of the oldest event that a reader of the log has not read; 0 when it has read all.',
  labelNames: ['reader'],
  registers: [registry],
});
const newest = new Gauge({
  name: 'homeward_log_position',
  help: 'The position of the newest event.',
  registers: [registry],
});
const size = new Gauge({
  name: 'homeward_database_bytes',
  help: 'Size of the database on disk.',
  registers: [registry],
});

interface Lag {
  readonly reader: string;
  readonly behind: number;
  readonly oldest: Date | null;
  readonly newest: number;
  readonly bytes: number;
}

/**
 * Measures how far each program that reads the event log is behind the end of the log, in positions and in
 * seconds.
 */
@Injectable()
export class LogGauges implements Collector, OnModuleInit {
  readonly name = 'log';

  constructor(
    private readonly metrics: Metrics,
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.add(this);
  }

  async collect(): Promise<void> {
    const rows: Lag[] = await this.database.reader.query(LAGS);
    for (const row of rows) {
      const seconds = row.oldest ? (this.clock.now().getTime() - row.oldest.getTime()) / 1_000 : 0;
      behind.set({ reader: row.reader }, row.behind);
      lag.set({ reader: row.reader }, Math.max(0, seconds));
      newest.set(row.newest);
      size.set(row.bytes);
    }
  }

  forget(): void {
    behind.reset();
    lag.reset();
    newest.set(NaN);
    size.set(NaN);
  }
}

/**
 * Calculates how far each reader of the event log is behind the end of the log. A reader that never ran is
 * behind by the whole log.
 */
const LAGS = `
  WITH newest AS (SELECT coalesce(max(position), 0) AS position FROM event),
  reader AS (
    SELECT name, position FROM log_reader
    UNION ALL
    SELECT 'dispatcher', 0 WHERE NOT EXISTS (SELECT 1 FROM log_reader WHERE name = 'dispatcher')
    UNION ALL
    SELECT 'audit-sealer', coalesce(max(position), 0) FROM event_seal)
  SELECT r.name AS reader, (n.position - r.position)::float AS behind, unread.at AS oldest,
         n.position::float AS newest, pg_database_size(current_database())::float AS bytes
  FROM reader r CROSS JOIN newest n
  LEFT JOIN LATERAL (
    SELECT at FROM event WHERE event.position > r.position ORDER BY event.position LIMIT 1) unread ON true`;
