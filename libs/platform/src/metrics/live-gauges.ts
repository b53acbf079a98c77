import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { registry } from './registry.js';

/** Why a socket was closed by us. */
export const DROP_REASONS = [
  'slow',
  'session_ended',
  'too_many',
  'too_fast',
  'malformed',
  'shutdown',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

const sockets = new Gauge({
  name: 'homeward_live_sockets',
  help: 'Live sockets of this process that are signed in.',
  registers: [registry],
});
const resumes = new Counter({
  name: 'homeward_live_resumes_total',
  help: 'Times a client asked for what it had missed.',
  registers: [registry],
});
const delivered = new Counter({
  name: 'homeward_live_events_delivered_total',
  help: 'Events sent to sockets, each socket counted.',
  registers: [registry],
});
const dropped = new Counter({
  name: 'homeward_live_sockets_dropped_total',
  help: 'Live sockets that were closed by us, by reason.',
  labelNames: ['reason'],
  registers: [registry],
});
const position = new Gauge({
  name: 'homeward_live_position',
  help: 'The position in the log up to which this process has told its sockets.',
  registers: [registry],
});
for (const reason of DROP_REASONS) dropped.inc({ reason }, 0);

/** What the live feed of this process does; set by it. */
@Injectable()
export class LiveGauges {
  setSockets(count: number): void {
    sockets.set(count);
  }

  countResume(): void {
    resumes.inc();
  }

  countDelivered(events: number): void {
    delivered.inc(events);
  }

  countDropped(reason: DropReason): void {
    dropped.inc({ reason });
  }

  setPosition(reached: string): void {
    position.set(Number(reached));
  }
}
