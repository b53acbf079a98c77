// @ts-check
// npm run bench: how fast, next to what it is made of, on a PostgreSQL of its own that is as durable as in production.
//   npm run bench                    every part
//   npm run bench -- reallocation    those that are named
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/packages.mjs';
import { ROOT } from './lib/root.mjs';
import { tellFailure } from './lib/say.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runBench } = await import('./lib/bench/run-bench.mjs');
  await runBench(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
