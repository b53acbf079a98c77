import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setLiveSockets } from '#platform/metrics/live-metrics';
import { type Collector, Metrics } from '#platform/metrics/metrics';
import { LiveSockets } from '../live/live-sockets.js';

/** Counts the open sockets each time Prometheus reads the metrics. */
@Injectable()
export class LiveGauges implements Collector, OnModuleInit {
  readonly name = 'live';

  constructor(
    private readonly metrics: Metrics,
    private readonly sockets: LiveSockets,
  ) {}

  onModuleInit(): void {
    this.metrics.add(this);
  }

  collect(): Promise<void> {
    setLiveSockets(this.sockets.all().length);
    return Promise.resolve();
  }

  forget(): void {
    setLiveSockets(NaN);
  }
}
