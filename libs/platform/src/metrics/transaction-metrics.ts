import { Counter, Histogram } from 'prom-client';
import { registry } from './registry.js';

/**
 * The duration of database transactions including retries, by outcome: `committed`, `failed`, or `refused` by
 * a business rule.
 */
export const transactionSeconds = new Histogram({
  name: 'homeward_transaction_seconds',
  help: 'Transactions of acts, all attempts of one together, by outcome.',
  labelNames: ['outcome'],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

export const transactionRetries = new Counter({
  name: 'homeward_transaction_retries_total',
  help: 'Transactions that PostgreSQL aborted and that were run again, by SQLSTATE.',
  labelNames: ['state'],
  registers: [registry],
});

export const transactionsGivenUp = new Counter({
  name: 'homeward_transactions_given_up_total',
  help: 'Transactions that were aborted at every attempt, so that the caller was told to try again.',
  registers: [registry],
});
