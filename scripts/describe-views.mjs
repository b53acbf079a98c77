// @ts-check
// Writes two generated files that type checks and lint need: apps/api/src/openapi/views.ts, the JSON schemas of
// the API's responses, and the types of the client in test/e2e/typed-client. `npm run build`, `npm start` and
// `npm test` write the first file too.
import { describeClient } from './lib/describe-client.mjs';
import { describeViews } from './lib/describe-views.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  await describeViews(ROOT);
  await describeClient(ROOT);
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
