import { Registry } from 'prom-client';

/**
 * The metrics of this process, served at `/metrics`. Metric labels are names from the code (routes, codes,
 * states), never ids and never values that a client sent.
 */
export const registry = new Registry();
