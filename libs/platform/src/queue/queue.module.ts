import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { JOB_OPTIONS, QUEUES } from '#contracts/jobs';
import type { Config } from '../config/config.js';
import { Readiness } from '../health/readiness.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { CrossTenantModule } from '../database/cross-tenant.module.js';
import { queueConnection } from './queue-connection.js';
import { QueueGauges } from '../metrics/queue-gauges.js';
import { QueueProbe } from './queue-probe.js';
import { Queues } from './queues.js';

/**
 * Provides the job queues, on Redis or PostgreSQL, and the probe that finds out whether the queue's server
 * answers.
 */
@Global()
@Module({})
export class QueueModule implements OnModuleInit {
  constructor(
    @InjectQueue(QUEUES.alarms) private readonly alarms: Queue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  static forRoot(config: Config): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        BullModule.forRoot({ connection: queueConnection(config), defaultJobOptions: JOB_OPTIONS }),
        BullModule.registerQueue({ name: QUEUES.alarms }),
        CrossTenantModule,
      ],
      providers: [QueueProbe, Queues, QueueGauges, Readiness],
      exports: [BullModule, QueueProbe, Queues, Readiness],
    };
  }

  /**
   * Listens for errors of the queue. Without a listener, Node would end the process if the queue's server
   * cannot be reached.
   */
  onModuleInit(): void {
    this.alarms.on('error', (error) => this.logger.warn({ err: error }, 'the queue is not reachable'));
  }
}
