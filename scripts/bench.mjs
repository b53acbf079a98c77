// @ts-check
// npm run bench: measures the speed of Homeward. For comparison, also measures the libraries that Homeward uses.
// Runs its own PostgreSQL server, which writes commits to disk as in production.
//   npm run bench                    runs all measurements
//   npm run bench -- reallocation    runs only the named measurements
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { readParts } from './lib/bench/read-parts.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { endWith } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  const names = await readParts(process.argv.slice(2));
  if (!names) process.exit(0);
  await installPackages(ROOT);
  const { runBench } = await import('./lib/bench/run-bench.mjs');
  await runBench(names);
  process.exit(0);
} catch (error) {
  endWith(error);
}
