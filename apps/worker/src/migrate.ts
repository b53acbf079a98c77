import { MIGRATIONS } from '#migrations/all';
import { Config } from '#platform/config/config';
import { migrate } from '#platform/database/migrate';

/** Brings the database to the newest schema and says what it did; the exit code says whether it could. */
try {
  const { DATABASE_URL } = Config.fromProcess();
  const ran = await migrate(DATABASE_URL, MIGRATIONS);
  const what = ran.length === 0 ? 'nothing to do' : ran.join(', ');
  process.stdout.write(`The database is at the newest schema: ${what}.\n`);
} catch (error) {
  process.stderr.write(`The database could not be migrated: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}

/** A refused connection has its reason in its parts and no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
