import type { INestApplication } from '@nestjs/common';
import { VERSION } from '#contracts/version';
import { Config } from '../config/config.js';
import { createLogger } from '../logging/logger.js';
import { CannotStart } from './cannot-start.js';

const CLOSE_WITHIN_MS = 12_000;

/**
 * Runs a Homeward process until a signal arrives or the parent process ends. Then lets running work finish
 * within 12 seconds, and exits.
 *
 * If the process cannot start, one error is logged and the exit code is 1. For an error that the operator can
 * correct, such as a wrong configuration or a database that is not migrated, the log line is one sentence.
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
    logger.info({ address: await app.getUrl(), version: VERSION }, 'listening');
    process.send?.('listening');
  } catch (error) {
    if (error instanceof CannotStart) logger.fatal(`${name} could not start. ${error.message}`);
    else logger.fatal({ err: error }, `${name} could not start`);
    process.exit(1);
  }
}
