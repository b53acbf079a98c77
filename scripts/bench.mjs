// @ts-check
// npm run bench: measures Homeward beside the bare parts it is made of, on its own PostgreSQL, as durable as in production.
//   npm run bench                    every part
//   npm run bench -- reallocation    only the named parts
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
