import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { ON_PLATFORM } from '#brokerage/on-platform';
import type { Config } from '#platform/config/config';
import { PlatformModule } from '#platform/platform.module';
import { QueueModule } from '#platform/queue/queue.module';
import { Authenticate } from './auth/authenticate.js';
import { RouteAccessGuard } from './auth/route-access.guard.js';
import { CONTROLLERS } from './controllers.js';
import { FirstAuthorityNotice } from './health/first-authority-notice.js';
import { LiveGauges } from './health/live-gauges.js';
import { HoldUntilAnswered } from './http/hold-until-answered.js';
import { InFlight } from './http/requests-in-flight.js';
import { WriteQuota } from './http/write-quota.js';
import { CloseConnectionsOnShutdown } from './http/close-connections-on-shutdown.js';
import { MessageLog } from './http/message-log.js';
import { ProblemFilter } from './http/problem.filter.js';
import { pathIds } from './http/lower-case-ids.js';
import { strictValidation } from './http/validation.js';
import { LiveAnswers } from './live/answer-messages.js';
import { LiveSignIn } from './live/live-sign-in.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveLogModule } from './live/live-log.module.js';
import { Resumption } from './live/resumption.js';
import { ConnectionBounds } from './live/connection-bounds.js';
import { LiveSockets } from './live/live-sockets.js';
import { LiveGateway } from './live/live.gateway.js';
import { RetryJob } from './queues/retry-job.js';

@Module({})
export class ApiModule {
  static for(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot('api', config, ON_PLATFORM),
        QueueModule.forRoot(config),
        BrokerageModule,
        LiveLogModule,
      ],
      controllers: CONTROLLERS,
      providers: [
        Authenticate,
        InFlight,
        WriteQuota,
        CloseConnectionsOnShutdown,
        LiveFeed,
        Resumption,
        LiveSignIn,
        LiveAnswers,
        LiveSockets,
        ConnectionBounds,
        LiveGateway,
        LiveGauges,
        FirstAuthorityNotice,
        RetryJob,
        { provide: APP_GUARD, useClass: RouteAccessGuard },
        { provide: APP_PIPE, useValue: pathIds },
        { provide: APP_PIPE, useValue: strictValidation },
        { provide: APP_INTERCEPTOR, useClass: MessageLog },
        { provide: APP_INTERCEPTOR, useClass: HoldUntilAnswered },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
