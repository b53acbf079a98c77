// @ts-check
// npm run chaos: runs a reallocation in real processes. Kills processes during the run.
// Every run must end with the same result as an undisturbed run.
//   npm run chaos                        all scenarios with 300 people, then the scenarios on Redis
//   npm run chaos -- --bounded           the scenario that the tests run, with 40 people
//   npm run chaos -- --people 100 redis  only the scenarios with "redis" in their name
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { endWith } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runChaos } = await import('./lib/chaos/run-chaos.mjs');
  process.exit(await runChaos(process.argv.slice(2)));
} catch (error) {
  endWith(error);
}
