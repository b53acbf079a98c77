import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { contingencyNight } from '#domain/contingency/contingency-nights';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase } from '#platform/database/database';
import { type Collector, Metrics } from '#platform/metrics/metrics';
import { registry } from '#platform/metrics/registry';
import { authoritiesWithPacks } from './contingency.queries.js';

const age = new Gauge({
  name: 'homeward_contingency_pack_age_seconds',
  help: 'Age of the last contingency pack of the authority that has waited longest; 0 when none has a key.',
  registers: [registry],
});

/** Measures how long the authority that waits longest has had no new contingency pack. */
@Injectable()
export class ContingencyGauges implements Collector, OnModuleInit {
  readonly name = 'contingency';

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
    const waiting = await authoritiesWithPacks(this.database.reader, contingencyNight(now));
    age.set(Math.max(0, ...waiting.map(({ since }) => (now.getTime() - since.getTime()) / 1_000)));
  }

  forget(): void {
    age.set(NaN);
  }
}
