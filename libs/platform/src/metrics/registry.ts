import { Gauge, Registry } from 'prom-client';
import { VERSION } from '#contracts/version';

/**
 * The metrics of this process, served at `/metrics`. Metric labels are fixed names from the code, never ids
 * or values that a client sent.
 */
export const registry = new Registry();

/** The version of the program in a label, so that a dashboard shows which processes are old during an upgrade. */
new Gauge({
  name: 'homeward_build_info',
  help: 'Always 1; its label has the version of this process.',
  labelNames: ['version'],
  registers: [registry],
}).set({ version: VERSION }, 1);
