import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Gauge } from 'prom-client';
import { JOB_STATES } from '#contracts/queues';
import { SystemClock } from '../clock/clock.js';
import { jobCounts, waitingSince } from '../queue/job-counts.js';
import { Queues } from '../queue/queues.js';
import { type Collector, Metrics } from './metrics.js';
import { registry } from './registry.js';

const jobs = new Gauge({
  name: 'homeward_queue_jobs',
  help: 'Jobs of a queue by state: waiting, active, delayed, failed.',
  labelNames: ['queue', 'state'],
  registers: [registry],
});
const age = new Gauge({
  name: 'homeward_queue_oldest_waiting_seconds',
  help: 'How long the job that is next has waited for a worker; 0 when none waits.',
  labelNames: ['queue'],
  registers: [registry],
});
const workers = new Gauge({
  name: 'homeward_queue_workers',
  help: 'Worker processes connected to a queue.',
  labelNames: ['queue'],
  registers: [registry],
});
const paused = new Gauge({
  name: 'homeward_queue_paused',
  help: 'Whether nothing is taken from a queue until it goes on: 1 or 0.',
  labelNames: ['queue'],
  registers: [registry],
});

/** The real clock. The queue stores real times, even in tests that set the clock of the acts. */
const QUEUES_CLOCK = new SystemClock();

/** Measures the jobs, the waiting time and the workers of each queue, and whether the queue is paused. */
@Injectable()
export class QueueGauges implements Collector, OnModuleInit {
  readonly name = 'queue';

  constructor(
    private readonly metrics: Metrics,
    private readonly queues: Queues,
  ) {}

  onModuleInit(): void {
    this.metrics.add(this);
  }

  async collect(): Promise<void> {
    await Promise.all(this.queues.all.map((queue) => this.read(queue)));
  }

  private async read(queue: Queue): Promise<void> {
    const [counts, since, connected, isPaused] = await Promise.all([
      jobCounts(queue),
      waitingSince(queue),
      queue.getWorkersCount(),
      queue.isPaused(),
    ]);
    const label = { queue: queue.name };
    for (const state of JOB_STATES) jobs.set({ ...label, state }, counts[state]);
    age.set(label, since === null ? 0 : Math.max(0, QUEUES_CLOCK.now().getTime() - since) / 1_000);
    workers.set(label, connected);
    paused.set(label, isPaused ? 1 : 0);
  }

  forget(): void {
    for (const gauge of [jobs, age, workers, paused]) gauge.reset();
  }
}
