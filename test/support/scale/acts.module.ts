import { type DynamicModule, Module } from '@nestjs/common';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { ON_PLATFORM } from '#brokerage/on-platform';
import type { Config } from '#platform/config/config';
import { PlatformModule } from '#platform/platform.module';

/** A Nest module with the acts, without HTTP and sockets. Simulated users call the acts. */
@Module({})
export class ActsModule {
  static for(config: Config): DynamicModule {
    return {
      module: ActsModule,
      imports: [PlatformModule.forRoot('acts', config, ON_PLATFORM), BrokerageModule],
    };
  }
}
