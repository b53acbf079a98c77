import path from 'node:path';
import type { ConsoleSettings } from '../../apps/web/src/console/console.js';
import { createWeb } from '../../apps/web/src/web.js';

/** The console as it is built before the tests run. */
export const CONSOLE = path.resolve(__dirname, '../../dist/apps/web');

/** The one origin before an API; a test says only what matters to it. */
export function webBefore(
  apiUrl: string,
  settings: Partial<ConsoleSettings> = {},
): ReturnType<typeof createWeb> {
  return createWeb({ apiUrl, folder: CONSOLE, demonstration: [], ...settings });
}
