// @ts-check
// npm run chaos: a reallocation in real processes that are killed meanwhile; every run ends like an undisturbed one.
//   npm run chaos                       all of it, with 300 people, then with the queues on Redis
//   npm run chaos -- --bounded          what the tests run, with 40 people
//   npm run chaos -- --people 100 redis only those whose name has the word
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/packages.mjs';
import { ROOT } from './lib/root.mjs';
import { tellFailure } from './lib/say.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runChaos } = await import('./lib/chaos/run-chaos.mjs');
  process.exit(await runChaos(process.argv.slice(2)));
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
