import { type DynamicModule, Module } from '@nestjs/common';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { ON_PLATFORM } from '#brokerage/on-platform';
import type { Config } from '#platform/config/config';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { PlatformModule } from '#platform/platform.module';
import { QueueModule } from '#platform/queue/queue.module';
import { AlarmsProcessor } from './alarms.processor.js';
import { AuditCheck } from './audit-check.js';
import { AuditSealer } from './audit-sealer.js';
import { ContingencyPacks } from './contingency-packs.js';
import { Dispatcher } from './dispatcher.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Messenger } from './messenger.js';
import { Sweep } from './sweep.js';
import { Webhooks } from './webhooks.js';

/**
 * The services of the worker: they add and run jobs, find overdue alarms, write contingency packs,
 * give events their audit seals and verify them, call webhooks, and tell users what they must know.
 */
export const WORK = [
  Dispatcher,
  AlarmsProcessor,
  Sweep,
  AuditSealer,
  AuditCheck,
  ContingencyPacks,
  Messenger,
  Webhooks,
];

@Module({})
export class WorkerModule {
  static for(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot('worker', config, ON_PLATFORM),
        QueueModule.forRoot(config),
        BrokerageModule,
        CrossTenantModule,
      ],
      controllers: [HealthController, MetricsController],
      providers: WORK,
    };
  }
}
