import { Registry } from 'prom-client';

/**
 * The metrics that this process serves at `/metrics`. There is one registry for each process. Labels are our
 * own names (routes, codes, states), never ids and never values sent by a client.
 */
export const registry = new Registry();
