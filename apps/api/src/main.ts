import { MIGRATION_NAMES } from '#migrations/all';
import { assertSeparateAccounts, assertUsableDatabase } from '#platform/database/assert-usable-database';
import { runProcess } from '#platform/process/run-process';
import { createApi } from './app.js';

await runProcess('api', async (config) => {
  config.assertProxiesCounted();
  await assertUsableDatabase(config.DATABASE_URL, MIGRATION_NAMES);
  await assertSeparateAccounts(config);
  return createApi(config);
});
