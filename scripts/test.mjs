// @ts-check
// npm test: everything, on a PostgreSQL of its own; then the end-to-end tests once more on Redis.
// npm test -- <arguments of Jest>: only what they say, without Redis.
import { assertNodeVersion } from './lib/node-version.mjs';
import { tellFailure } from './lib/say.mjs';

try {
  assertNodeVersion();
  const { runTests } = await import('./lib/testing/run-tests.mjs');
  process.exit(await runTests(process.argv.slice(2)));
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
