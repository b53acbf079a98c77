// @ts-check
// npm run openapi: writes docs/api/openapi.json, the description of the API.
//
// npm run openapi -- --check: writes nothing. Fails if the committed description is out of date.
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { writeOpenApi } = await import('./lib/openapi.mjs');
  await writeOpenApi(ROOT, { check: process.argv.includes('--check') });
  process.exit(0);
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
