import { Counter, Histogram } from 'prom-client';
import type { Problem } from '#contracts/errors';
import { registry } from './registry.js';

const requestSeconds = new Histogram({
  name: 'homeward_http_request_seconds',
  help: 'Requests by method, route template and status; what is no route of ours is one route, `unknown`.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [registry],
});

/**
 * Records the duration of an HTTP request. `route` is a template such as `/v1/packages/:id`. A request
 * without a matching route is recorded as `unknown`.
 */
export function countRequest(
  { method, route, status }: { method: string; route: string | undefined; status: number },
  milliseconds: number,
): void {
  requestSeconds.observe({ method, route: route ?? 'unknown', status: String(status) }, milliseconds / 1_000);
}

const messageSeconds = new Histogram({
  name: 'homeward_message_seconds',
  help: 'Messages of the live socket by name, and whether they were done or refused.',
  labelNames: ['message', 'outcome'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [registry],
});

export function countMessage(message: string, outcome: 'done' | 'refused', milliseconds: number): void {
  messageSeconds.observe({ message, outcome }, milliseconds / 1_000);
}

const refusals = new Counter({
  name: 'homeward_refusals_total',
  help: 'Requests and messages that were refused or that failed, by the stable code of the answer.',
  labelNames: ['code'],
  registers: [registry],
});

export function countRefusal({ code }: Pick<Problem, 'code'>): void {
  refusals.inc({ code });
}
