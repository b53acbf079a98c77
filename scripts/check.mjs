// @ts-check
// npm run check: runs Prettier, the compiler, ESLint and unit tests on the changed files, in under a minute.
//   npm run check              files changed since the git branch left main; on main, since the last commit
//   npm run check -- <commit>  files changed since the given commit
import { assertNodeVersion } from './lib/node-version.mjs';
import { installPackages } from './lib/install-packages.mjs';
import { ROOT } from './lib/project-paths.mjs';
import { tellFailure } from './lib/console-output.mjs';

try {
  assertNodeVersion();
  await installPackages(ROOT);
  const { runCheck } = await import('./lib/check/run-check.mjs');
  process.exitCode = await runCheck(process.argv[2]);
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
