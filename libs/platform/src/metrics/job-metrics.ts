import { Gauge, Histogram } from 'prom-client';
import { registry } from './registry.js';

/**
 * The duration of each attempt to run a job, by outcome: `done` or `failed`. An attempt that fails is
 * recorded even if the job is tried again.
 */
export const jobSeconds = new Histogram({
  name: 'homeward_job_seconds',
  help: 'Jobs by alarm and outcome of the attempt.',
  labelNames: ['alarm', 'outcome'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [registry],
});

export const sweptAt = new Gauge({
  name: 'homeward_sweep_finished_timestamp_seconds',
  help: 'When this worker last ended a sweep for what lost alarms did not do.',
  registers: [registry],
});

export const purgedAt = new Gauge({
  name: 'homeward_purge_finished_timestamp_seconds',
  help: 'When this worker last deleted what has expired.',
  registers: [registry],
});

export const findings = new Gauge({
  name: 'homeward_watchdog_findings',
  help: 'What the watchdog found at the last sweep and should never find: forgotten_work, unmoved_care.',
  labelNames: ['finding'],
  registers: [registry],
});

export const chainBroken = new Gauge({
  name: 'homeward_audit_chain_broken',
  help: 'Whether the log was not as it was sealed when it was last checked: 1 or 0.',
  registers: [registry],
});

export const chainUnproven = new Gauge({
  name: 'homeward_audit_chain_unproven',
  help: 'Whether no head outside of the database proved the end of the log when it was last checked: 1 or 0.',
  registers: [registry],
});

export const chainCheckedAt = new Gauge({
  name: 'homeward_audit_chain_checked_timestamp_seconds',
  help: 'When this worker last checked the whole log against its seals.',
  registers: [registry],
});
