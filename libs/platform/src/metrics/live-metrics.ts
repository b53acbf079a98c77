import { Counter, Gauge } from 'prom-client';
import { registry } from './registry.js';

/**
 * The reasons for which the server closes a live socket: no sign-in, too many packets, data that the client
 * does not read, or an ended session.
 */
export const DROP_REASONS = [
  'never_signed_in',
  'sends_too_much',
  'takes_too_little',
  'session_ended',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

const sockets = new Gauge({
  name: 'homeward_live_sockets',
  help: 'Live sockets of this process that are signed in.',
  registers: [registry],
});
const resumes = new Counter({
  name: 'homeward_live_resumes_total',
  help: 'Times that a client asked for what it had missed.',
  registers: [registry],
});
const delivered = new Counter({
  name: 'homeward_live_events_total',
  help: 'Events that this process has read from the log and told whom they concern.',
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

export const setLiveSockets = (count: number): void => sockets.set(count);
export const countResume = (): void => resumes.inc();
export const countDropped = (reason: DropReason, count = 1): void => dropped.inc({ reason }, count);
export const setLivePosition = (reached: string): void => position.set(Number(reached));

export function countLiveEvent(reached: string): void {
  delivered.inc();
  setLivePosition(reached);
}
