import { parseArgs } from 'node:util';
import { VERSION } from '#contracts/version';
import { MIGRATION_NAMES, MIGRATIONS } from '#migrations/all';
import { locksInWords } from '#migrations/locks';
import { Config } from '#platform/config/config';
import { pendingMigrations } from '#platform/database/assert-usable-database';
import { openAccounts } from '#platform/database/open-accounts';
import { migrate } from '#platform/database/migrate';

const HELP = `migrate [options]

Brings the database to the newest schema, and prints the migrations that ran.

  --plan   only says which migrations are missing and what each locks
  --help   shows this`;

const { plan: isPlan, help: isHelp } = readOptions();
if (isHelp) {
  process.stdout.write(`${HELP}\n`);
  process.exit();
}

/**
 * Migrates the database to the newest schema and prints the migrations that ran. First says what each of them locks; with
 * `--plan`, says so only. With ADMIN_DATABASE_URL, first
 * creates the accounts that the other addresses name. The exit code is 1 if a
 * migration failed.
 */
try {
  const accounts = Config.accountAddresses();
  if (accounts && !isPlan) await openAccounts(accounts);
  const pending = await pendingMigrations(Config.ofOwner().DATABASE_URL, MIGRATION_NAMES);
  for (const name of pending) process.stdout.write(`${locksInWords(name)}.\n`);
  if (isPlan) {
    const what = pending.length === 0 ? 'No migration is missing' : 'Nothing was changed';
    process.stdout.write(`${what}. This is Homeward ${VERSION}.\n`);
    process.exit();
  }
  const ran = await migrate(Config.ofOwner().DATABASE_URL, MIGRATIONS, () =>
    process.stderr.write('Another process is migrating the database; waiting for it.\n'),
  );
  const what = ran.length === 0 ? 'nothing to do' : ran.join(', ');
  process.stdout.write(`The database is at the newest schema: ${what}.\n`);
} catch (error) {
  process.stderr.write(`The database could not be migrated: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}

/** Reads the arguments. Ends the process with the exit code 2 if one is not known. */
function readOptions() {
  const none = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { plan: none, help: none } }).values;
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/);
    process.stderr.write(`${reason.replace(/\.$/, '')}.\n\n${HELP}\n`);
    process.exit(2);
  }
}

/**
 * Returns the text of an error. A refused connection causes an AggregateError, which has no text. For such an
 * error, returns the joined texts of the errors inside.
 */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
