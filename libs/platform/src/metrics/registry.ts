import { Registry } from 'prom-client';

/**
 * What this process tells of itself at `/metrics`. One of a process, as a metric is of a process; what stands in
 * it has names of ours for labels (routes, codes, states), never an id and never what a client sent.
 */
export const registry = new Registry();
