import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LoadDemonstration } from '#demonstration/load-demonstration';
import { ENTITIES } from '#brokerage/rows/entities';
import { SystemClock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { Database } from '#platform/database/database';

const NO_SUCH_TABLE = '42P01';

Logger.overrideLogger(false); // Nest's own lines would stand where the one line of JSON does.

/** Loads the demonstration authority where it is not there yet, and says in one line of JSON who may sign in. */
try {
  const dataSource = new DataSource(dataSourceOptions(Config.fromProcess(), ENTITIES));
  await dataSource.initialize();
  const load = new LoadDemonstration(new Database(dataSource), new SystemClock());
  try {
    const loaded = await load.execute((progress) => process.stderr.write(`${progress}\n`));
    process.stdout.write(`${JSON.stringify(loaded)}\n`);
  } finally {
    await dataSource.destroy();
  }
} catch (error) {
  process.stderr.write(`The demonstration authority could not be loaded: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}

/** A refused connection has its reason in its parts and no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  if (error instanceof Error && 'code' in error && error.code === NO_SUCH_TABLE)
    return 'the database has no tables yet; bring it up to date first.';
  return error instanceof Error ? error.message : String(error);
}
