// @ts-check
// Writes apps/api/src/openapi/views.ts: JSON schemas of the API's responses. Type checks and lint need this
// file. `npm run build`, `npm start` and `npm test` write it too.
import { describeViews } from './lib/describe-views.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  await describeViews(ROOT);
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
