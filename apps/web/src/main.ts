import path from 'node:path';
import { pino } from 'pino';
import { webConfig, type WebConfig } from './config.js';
import { createWeb } from './web-server.js';

const CLOSE_WITHIN_MS = 12_000;

const { port, host, apiUrl, logLevel, demonstration } = usableConfig();
const log = pino({ level: logLevel });
const web = await createWeb({
  apiUrl,
  demonstration,
  folder: path.dirname(import.meta.dirname),
  onBug: (error, page) => log.error({ err: error, page }, 'a page failed'),
  onProxyFault: (sentence) => log.warn(sentence),
});

let closing = false;
const close = (): void => {
  if (closing) return;
  closing = true;
  setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
  void web.close().then(() => process.exit(0));
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, close);
process.on('disconnect', close);

await web.listen({ port, host });
process.send?.('listening');

/** Reads the configuration. A fault is one sentence in the log, and the process ends. */
function usableConfig(): WebConfig {
  try {
    return webConfig();
  } catch (error) {
    pino().fatal(`web could not start. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
