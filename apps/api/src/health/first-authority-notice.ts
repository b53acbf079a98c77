import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { NO_TENANT } from '#platform/database/tenant';
import { LOGGER, type Logger } from '#platform/logging/logger';

/** Logs at start how to set up the first council, while the database has none. Without a council no user can sign in. */
@Injectable()
export class FirstAuthorityNotice implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const [row]: { exists: boolean }[] = await this.database
      .readerOf(NO_TENANT)
      .query('SELECT EXISTS (SELECT 1 FROM authority) AS exists');
    if (!row?.exists)
      this.logger.warn(
        'There is no council yet, so no user can sign in. Set up the first council with `npm run operator -- authority`, or in the full form with `docker compose run --rm migrate node dist/apps/worker/src/operator.js authority`.',
      );
  }
}
