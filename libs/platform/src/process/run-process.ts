import type { INestApplication } from '@nestjs/common';
import { Config } from '../config/config.js';
import { createLogger } from '../logging/logger.js';

const CLOSE_WITHIN_MS = 12_000;

/**
 * Runs a Homeward process until a signal arrives or the parent process ends. Then lets running work finish
 * within 12 seconds, and exits.
 *
 * If the process cannot start, logs one error and exits with code 1.
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
