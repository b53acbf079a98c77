// @ts-check
// npm start: starts Homeward and everything that it needs. Works on a fresh clone. `npm start -- --help`
// lists the options.
import { assertNodeVersion } from './lib/node-version.mjs';
import { endWith } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  const { readOptions } = await import('./lib/launch/command-line-options.mjs');
  const { launch } = await import('./lib/launch/launch.mjs');
  const options = readOptions(process.argv.slice(2));
  if (options) await launch(options);
} catch (error) {
  endWith(error);
}
