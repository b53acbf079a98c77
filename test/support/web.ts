import path from 'node:path';
import type { ConsoleSettings } from '../../apps/web/src/console/console.js';
import { createWeb } from '../../apps/web/src/web.js';

/** The console as it was built before the tests. */
export const CONSOLE = path.resolve(__dirname, '../../dist/apps/web');

/** The public origin in front of this API. */
export function webFor(
  apiUrl: string,
  settings: Partial<ConsoleSettings> = {},
): ReturnType<typeof createWeb> {
  return createWeb({ apiUrl, folder: CONSOLE, demonstration: [], ...settings });
}
