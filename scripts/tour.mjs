// @ts-check
// npm run tour: shows the life of one package. Real clients use a running Homeward.
//   npm run tour                          starts its own Homeward and stops it afterwards
//   npm run tour -- http://localhost:3000 uses the Homeward at this address (with the demonstration authority)
//   npm run tour -- --help                shows what can be given
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { endWith } from './lib/console-output.mjs';
import { readArguments } from './tour/command-line-arguments.mjs';

try {
  assertNodeVersion();
  const given = readArguments(process.argv.slice(2));
  if (!given) process.exit(0);
  await installPackages(ROOT);
  const { takeTour } = await import('./tour/take-tour.mjs');
  await takeTour(given.address);
  process.exit(0);
} catch (error) {
  endWith(error);
}
