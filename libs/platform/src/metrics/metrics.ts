import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { registry } from './registry.js';

/**
 * The milliseconds for which metrics from the database or a queue are cached. So frequent requests for
 * metrics cause no extra queries.
 */
const FRESH_MS = 5_000;
const PATIENCE_MS = 3_000;

/**
 * Updates gauges with values from the database or a queue. `forget` clears the gauges if the values cannot be
 * read.
 */
export interface Collector {
  readonly name: string;
  collect(): Promise<void>;
  forget(): void;
}

const isUp = new Gauge({
  name: 'homeward_collector_up',
  help: 'Whether what these gauges are asked of answered in time: 1 or 0.',
  labelNames: ['collector'],
  registers: [registry],
});

/**
 * Returns the metrics in the text format of Prometheus. Requests that arrive at the same time share one
 * collection of values.
 */
@Injectable()
export class Metrics {
  private readonly collectors: Collector[] = [];
  private collected: Promise<void> | undefined;
  private collectedAt = 0;
  private startsProcessMetrics = true;

  readonly contentType = registry.contentType;

  constructor(private readonly clock: Clock) {}

  /**
   * Registers a collector. All collectors run before the metrics are returned, unless their values are still
   * cached.
   */
  add(collector: Collector): void {
    this.collectors.push(collector);
  }

  async text(): Promise<string> {
    if (this.startsProcessMetrics) collectProcessMetrics();
    this.startsProcessMetrics = false;
    await this.fresh();
    return registry.metrics();
  }

  private fresh(): Promise<void> {
    const now = this.clock.now().getTime();
    if (!this.collected || now - this.collectedAt >= FRESH_MS) {
      this.collectedAt = now;
      this.collected = Promise.all(this.collectors.map(collect)).then(() => undefined);
    }
    return this.collected;
  }
}

/**
 * Runs one collector. If the collector fails or takes longer than three seconds, its gauges are cleared.
 * Other collectors are not affected.
 */
async function collect(collector: Collector): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  try {
    await Promise.race([collector.collect(), late]);
    isUp.set({ collector: collector.name }, 1);
  } catch {
    collector.forget();
    isUp.set({ collector: collector.name }, 0);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Turns on Node's own metrics for memory, processor and event loop. Only the first request for metrics turns
 * them on, because they cost time.
 */
function collectProcessMetrics(): void {
  if (!registry.getSingleMetric('process_cpu_user_seconds_total'))
    collectDefaultMetrics({ register: registry });
}
