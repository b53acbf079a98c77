import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { CHANNELS } from '#contracts/messages';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase } from '#platform/database/database';
import { type Collector, Metrics } from '#platform/metrics/metrics';
import { registry } from '#platform/metrics/registry';

const waiting = new Gauge({
  name: 'homeward_messages_waiting',
  help: 'Messages that are due and not handed over yet.',
  labelNames: ['channel'],
  registers: [registry],
});
const oldest = new Gauge({
  name: 'homeward_messages_oldest_seconds',
  help: 'How long the message that is overdue the longest has been due; 0 when none waits.',
  labelNames: ['channel'],
  registers: [registry],
});

/** Measures how many messages are due and not handed over, and for how long. */
@Injectable()
export class MessageGauges implements Collector, OnModuleInit {
  readonly name = 'messages';

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
    const rows: { channel: string; due: number; since: Date | null }[] = await this.database.reader.query(
      `SELECT channel, count(*)::int AS due, min(due_at) AS since FROM message
       WHERE status IN ('waiting', 'sending') AND due_at <= $1 GROUP BY channel`,
      [now],
    );
    for (const channel of CHANNELS) {
      const row = rows.find((one) => one.channel === channel);
      waiting.set({ channel }, row?.due ?? 0);
      oldest.set({ channel }, row?.since ? (now.getTime() - row.since.getTime()) / 1_000 : 0);
    }
  }

  forget(): void {
    waiting.reset();
    oldest.reset();
  }
}
