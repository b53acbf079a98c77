// @ts-check
// npm run soak: live clients by the thousand, and everything between them and the log going wrong; none misses a thing.
//   npm run soak                       1,000 sockets for two minutes, on PostgreSQL alone and then with Redis
//   npm run soak -- --bounded          what the tests run, with 60
//   npm run soak -- --sockets 300 full one way to run
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/packages.mjs';
import { ROOT } from './lib/root.mjs';
import { tellFailure } from './lib/say.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runSoak } = await import('./lib/soak/run-soak.mjs');
  process.exit(await runSoak(process.argv.slice(2)));
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
