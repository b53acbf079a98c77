// @ts-check
// npm run build: compiles apps, libs and migrations to dist.
import path from 'node:path';
import { build } from './lib/build.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  await build(path.dirname(import.meta.dirname));
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
