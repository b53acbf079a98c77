import path from 'node:path';
import type { ConsoleSettings } from '../../apps/web/src/console/console.js';
import { createWeb } from '../../apps/web/src/web-server.js';

/** The folder of the compiled console, which is built before the tests run. */
export const CONSOLE = path.resolve(__dirname, '../../dist/apps/web');

/** Creates the console's server, which serves the pages and forwards requests to an API. */
export function webFor(
  apiUrl: string,
  settings: Partial<ConsoleSettings> = {},
): ReturnType<typeof createWeb> {
  return createWeb({ apiUrl, folder: CONSOLE, demonstration: [], ...settings });
}
