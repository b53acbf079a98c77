import type { INestApplication } from '@nestjs/common';
import { Config } from '../config/config.js';
import { createLogger } from '../logging/logger.js';

const CLOSE_WITHIN_MS = 12_000;

/**
 * Runs one of Homeward's processes until it is told to stop, by a signal or by the end of whoever
 * started it: then it finishes what it has begun and goes. A configuration or a database that is not
 * usable ends it with one sentence.
 */
export async function runProcess(
  name: string,
  create: (config: Config) => Promise<INestApplication>,
): Promise<void> {
  const logger = createLogger(name, { LOG_LEVEL: 'info' });
  try {
    const config = Config.fromProcess();
    const app = await create(config);
    let closing = false;
    const close = (): void => {
      if (closing) return;
      closing = true;
      setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
      app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'closing failed');
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, close);
    process.on('disconnect', close);
    await app.listen(config.PORT, config.HOST);
    logger.info({ address: await app.getUrl() }, 'listening');
    process.send?.('listening');
  } catch (error) {
    logger.fatal({ err: error }, `${name} could not start`);
    process.exit(1);
  }
}
