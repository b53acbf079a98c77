import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { type Pace, paceOf } from '../measuring.js';
import { serve } from './serve.js';

/**
 * The statements of one transaction that the bench runs without Homeward's code. Every transaction also locks
 * a row and commits.
 */
export interface BareShape {
  /** The size in bytes of the text that each insert statement inserts. */
  readonly inserts: readonly number[];
  /** The number of update statements. Each statement updates one row. */
  readonly updates: number;
  /**
   * The number of different rows that the transactions lock. With 1, all transactions wait for each other.
   */
  readonly rows: number;
}

export interface BareWork {
  readonly count: number;
  readonly atOnce: number;
  readonly shape: BareShape;
}

const ROWS = 10_000;
const TABLES = `
  CREATE TABLE IF NOT EXISTS bench_lock (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 0);
  INSERT INTO bench_lock SELECT generate_series(0, ${ROWS - 1}) ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL);
  ALTER TABLE bench_row ALTER COLUMN payload SET STORAGE EXTERNAL`;

const LOCK = 'SELECT n FROM bench_lock WHERE id = $1 FOR UPDATE';
const INSERT = 'INSERT INTO bench_row (payload) VALUES ($1)';
const UPDATE = 'UPDATE bench_lock SET n = n + 1 WHERE id = $1';

let dataSource: DataSource | undefined;
let next = 0;

function opened(): DataSource {
  if (!dataSource) throw new Error('not connected');
  return dataSource;
}

const textOf = (bytes: number): string => randomBytes(Math.ceil(bytes / 2)).toString('hex');

/**
 * The tasks of a helper process that runs SQL statements. It uses Homeward's database driver and pool,
 * without Homeward's other code.
 */
serve({
  async open({ url }: { url: string }) {
    dataSource = new DataSource(dataSourceOptions(Config.from({ DATABASE_URL: url }), []));
    await dataSource.initialize();
    await dataSource.query(TABLES);
  },

  transactions({ count, atOnce, shape }: BareWork): Promise<Pace> {
    const texts = shape.inserts.map(textOf);
    return paceOf(Array.from({ length: count }), atOnce, () => {
      const row = (next += 1) % Math.min(shape.rows, ROWS);
      return opened().transaction(async (tx) => {
        await tx.query(LOCK, [row]);
        for (const text of texts) await tx.query(INSERT, [text]);
        for (let update = 0; update < shape.updates; update++) await tx.query(UPDATE, [row]);
      });
    });
  },

  inserts({ count, atOnce, bytes }: { count: number; atOnce: number; bytes: number }): Promise<Pace> {
    const text = textOf(bytes);
    return paceOf(Array.from({ length: count }), atOnce, () => opened().query(INSERT, [text]));
  },
});
