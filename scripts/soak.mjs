// @ts-check
// npm run soak: connects many live clients. Meanwhile, disturbs network, processes, PostgreSQL and Redis.
// Fails if a client misses an event.
//   npm run soak                          1,000 sockets for two minutes, without Redis and then with Redis
//   npm run soak -- --bounded             the small run of the tests, with 60 sockets
//   npm run soak -- --sockets 300 full    only with Redis (mode `full`), with 300 sockets
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { endWith } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runSoak } = await import('./lib/soak/run-soak.mjs');
  process.exit(await runSoak(process.argv.slice(2)));
} catch (error) {
  endWith(error);
}
