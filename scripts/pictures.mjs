// @ts-check
// npm run pictures: takes the README's screenshots of a running Homeward in a real browser.
//   npm run pictures                          starts its own Homeward and stops it afterwards
//   npm run pictures -- http://localhost:3000 uses the Homeward at this address (with the demonstration authority)
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { endWith } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { takePictures } = await import('./pictures/take-pictures.mjs');
  await takePictures(process.argv[2]);
  process.exit(0);
} catch (error) {
  endWith(error);
}
