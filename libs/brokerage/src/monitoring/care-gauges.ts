import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase } from '#platform/database/database';
import { type Collector, Metrics } from '#platform/metrics/metrics';
import { registry } from '#platform/metrics/registry';
import { lateCare } from './late-care.queries.js';

const overdue = new Gauge({
  name: 'homeward_overdue',
  help: 'What is past its time, over all authorities, by kind; at most 1,000 of a kind are counted.',
  labelNames: ['kind'],
  registers: [registry],
});
const oldest = new Gauge({
  name: 'homeward_overdue_oldest_seconds',
  help: 'By how much the longest overdue of a kind is past its time; 0 when none is.',
  labelNames: ['kind'],
  registers: [registry],
});

/**
 * Prometheus gauges of late work. For each kind: the number of late items, and how late the oldest is in
 * seconds.
 */
@Injectable()
export class CareGauges implements Collector, OnModuleInit {
  readonly name = 'care';

  constructor(
    private readonly metrics: Metrics,
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.add(this);
  }

  async collect(): Promise<void> {
    const now = this.clock.now();
    for (const { kind, count, since } of await lateCare(this.database.reader, now)) {
      overdue.set({ kind }, count);
      oldest.set({ kind }, since ? Math.max(0, now.getTime() - since.getTime()) / 1_000 : 0);
    }
  }

  forget(): void {
    overdue.reset();
    oldest.reset();
  }
}
