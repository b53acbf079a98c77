import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { registry } from './registry.js';

/** What is asked of a database or a queue counts as known for so long, however often it is scraped. */
const FRESH_MS = 5_000;
const PATIENCE_MS = 3_000;

/** Sets gauges from what it asks; `forget` says that it is not known how things stand. */
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

/** The text that Prometheus reads. Ten that ask at once cost what one does. */
@Injectable()
export class Metrics {
  private readonly collectors: Collector[] = [];
  private collected: Promise<void> | undefined;
  private collectedAt = 0;
  private startsProcessMetrics = true;

  readonly contentType = registry.contentType;

  constructor(private readonly clock: Clock) {}

  /** From now on, `collector` is asked before the gauges are read. */
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

/** One that fails or hangs does not keep the others from being told; its gauges then say nothing, not what was. */
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

/** Memory, processor, event loop: asked for by the first scrape, so that a process that nobody scrapes pays nothing. */
function collectProcessMetrics(): void {
  if (!registry.getSingleMetric('process_cpu_user_seconds_total'))
    collectDefaultMetrics({ register: registry });
}
