import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActRunner } from './acts/act-runner.js';
import { Once } from './acts/idempotency.js';
import { Channels } from './channels/channels.js';
import { Clock, SystemClock } from './clock/clock.js';
import type { Config } from './config/config.js';
import { CONFIG, PROCESS_NAME } from './config/injection-tokens.js';
import { dataSourceOptions, type EntityClass } from './database/data-source.js';
import { CrossTenantModule } from './database/cross-tenant.module.js';
import { Database } from './database/database.js';
import { AuditChain } from './audit/audit-chain.js';
import { HeadPublisher } from './audit/head-publisher.js';
import { EVENT_AUDIENCE, type EventAudience } from './log/event-audience.js';
import { EventLog } from './log/event-log.js';
import { PostgresWakeUps } from './log/postgres-wake-ups.js';
import { RedisWakeUps } from './log/redis-wake-ups.js';
import { WakeUps } from './log/wake-ups.js';
import { createLogger, LOGGER, type Logger } from './logging/logger.js';
import { DiskGauges } from './metrics/disk-gauges.js';
import { LogGauges } from './metrics/log-gauges.js';
import { TableGauges } from './metrics/table-gauges.js';
import { Metrics } from './metrics/metrics.js';
import { TraceExporter } from './tracing/trace-exporter.js';

export { CONFIG } from './config/injection-tokens.js';

/**
 * Provides the services that every process needs: configuration, clock, database, event log, logging and
 * metrics.
 */
@Global()
@Module({})
export class PlatformModule {
  /**
   * Creates the platform module. `name` is the process name that appears in log lines. The entities and the audience of
   * events come from the layer above.
   */
  static forRoot(
    name: string,
    config: Config,
    { entities, audience }: { readonly entities: readonly EntityClass[]; readonly audience: EventAudience },
  ): DynamicModule {
    const providers: Provider[] = [
      { provide: CONFIG, useValue: config },
      { provide: PROCESS_NAME, useValue: name },
      { provide: EVENT_AUDIENCE, useValue: audience },
      { provide: LOGGER, useFactory: () => createLogger(name, config) },
      { provide: Clock, useClass: SystemClock },
      {
        provide: WakeUps,
        inject: [LOGGER],
        useFactory: (logger: Logger) => wakeUps(config, logger),
      },
      Database,
      Once,
      ActRunner,
      EventLog,
      AuditChain,
      HeadPublisher,
      Channels,
      Metrics,
      LogGauges,
      DiskGauges,
      TableGauges,
      TraceExporter,
    ];
    return {
      module: PlatformModule,
      // TypeORM's own logging stays off, because it would log query parameters, which contain personal data.
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(config, entities), logging: false }),
        CrossTenantModule,
      ],
      providers,
      exports: providers,
    };
  }
}

function wakeUps({ DATABASE_URL, REDIS_URL }: Config, logger: Logger): WakeUps {
  return REDIS_URL
    ? new RedisWakeUps(REDIS_URL, DATABASE_URL, logger)
    : new PostgresWakeUps(DATABASE_URL, logger);
}
