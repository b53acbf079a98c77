// @ts-check
// npm test: runs all tests on their own PostgreSQL server. Then runs the end-to-end tests again on Redis.
//
// npm test -- <arguments of Jest>: runs only the selected tests, without Redis.
import { assertNodeVersion } from './lib/node-version.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  const { runTests } = await import('./lib/testing/run-tests.mjs');
  process.exit(await runTests(process.argv.slice(2)));
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
