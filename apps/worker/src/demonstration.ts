import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LoadDemonstration } from '#demonstration/load-demonstration';
import { ENTITIES } from '#brokerage/rows/entities';
import { SystemClock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { CrossTenantDatabase } from '#platform/database/database';

const NO_SUCH_TABLE = '42P01';

Logger.overrideLogger(false); // Nest must not log here, because stdout must contain only one line of JSON

/**
 * Creates the demonstration authority unless it exists. Prints the demonstration's users as one line of JSON.
 */
try {
  const dataSource = new DataSource(dataSourceOptions(Config.ofOwner(), ENTITIES));
  await dataSource.initialize();
  const load = new LoadDemonstration(new CrossTenantDatabase(dataSource), new SystemClock());
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

/**
 * Returns the text of an error. A refused connection causes an AggregateError, which has no text. For such an
 * error, returns the joined texts of the errors inside.
 */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  if (error instanceof Error && 'code' in error && error.code === NO_SUCH_TABLE)
    return 'the database has no tables yet; bring it up to date first.';
  return error instanceof Error ? error.message : String(error);
}
