import { Registry } from 'prom-client';

/**
 * The metrics of this process, served at `/metrics`. Metric labels are fixed names from the code, never ids
 * or values that a client sent.
 */
export const registry = new Registry();
